//! Photographs that nobody took: landscapes made of noise, the same every time, with the grain of a phone's sensor
//! and everything in the file that a phone writes beside the picture.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Red, green and blue, 0 to 1.
pub type Colour = [f32; 3];

/// A stream of numbers from a seed (xorshift, Marsaglia 2003).
pub struct Dice(u64);

impl Dice {
    /// A stream of its own for each seed.
    pub fn new(seed: u64) -> Dice {
        Dice((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number.
    pub fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    /// The next number between two.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 8) as f32 / 16_777_216.0
    }
}

/// The side of the square of noise, a power of two.
const SIDE: usize = 1024;

/// Fractal noise of 0 to 1 on a square that repeats without a seam.
pub struct Noise(Vec<f32>);

impl Noise {
    /// Noise of a seed that is soft, like clouds and hills.
    pub fn soft(seed: u64) -> Noise {
        Noise::new(seed, 2, 0.6)
    }

    /// Noise of a seed that is rough, like leaves and gravel.
    pub fn rough(seed: u64) -> Noise {
        Noise::new(seed, 5, 0.95)
    }

    /// Noise whose widest waves are a fraction of the square (a power of two), each next half as wide and weaker.
    fn new(seed: u64, first: i32, weaker: f32) -> Noise {
        let mut dice = Dice::new(seed ^ 0x5EED);
        let lattice: Vec<f32> = (0..SIDE * SIDE).map(|_| dice.between(0.0, 1.0)).collect();
        let mut values = vec![0.0; SIDE * SIDE];
        let mut total = 0.0;
        for octave in first..=10 {
            let step = SIDE >> octave;
            let weight = weaker.powi(octave - first);
            total += weight;
            for y in 0..SIDE {
                let (top, fy) = (y / step, fade((y % step) as f32 / step as f32));
                for x in 0..SIDE {
                    let (left, fx) = (x / step, fade((x % step) as f32 / step as f32));
                    let at = |x: usize, y: usize| lattice[((y * step) % SIDE) * SIDE + (x * step) % SIDE];
                    let above = mix(at(left, top), at(left + 1, top), fx);
                    let below = mix(at(left, top + 1), at(left + 1, top + 1), fx);
                    values[y * SIDE + x] += weight * mix(above, below, fy);
                }
            }
        }
        values.iter_mut().for_each(|value| *value /= total);
        Noise(values)
    }

    /// The noise at a place, in units of its square's side, between its points.
    pub fn at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x * SIDE as f32, y * SIDE as f32);
        let (left, top) = (x.floor(), y.floor());
        let at = |x: i32, y: i32| self.0[(y as usize & (SIDE - 1)) * SIDE + (x as usize & (SIDE - 1))];
        let (column, row) = (left as i32, top as i32);
        let above = mix(at(column, row), at(column + 1, row), x - left);
        let below = mix(at(column, row + 1), at(column + 1, row + 1), x - left);
        mix(above, below, y - top)
    }
}

fn fade(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

/// Between two values.
pub fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// Between two colours.
pub fn blend(a: Colour, b: Colour, t: f32) -> Colour {
    let t = t.clamp(0.0, 1.0);
    [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)]
}

/// From 0 at `low` to 1 at `high`.
pub fn step(low: f32, high: f32, value: f32) -> f32 {
    fade(((value - low) / (high - low)).clamp(0.0, 1.0))
}

/// A colour written as a web page does.
pub fn web(colour: u32) -> Colour {
    [(colour >> 16 & 255) as f32 / 255.0, (colour >> 8 & 255) as f32 / 255.0, (colour & 255) as f32 / 255.0]
}

/// Draws a picture from a function of the place (both 0 to 1, from the left and the top) with a sensor's grain.
pub fn draw(width: usize, height: usize, seed: u64, grain: f32, colour: impl Fn(f32, f32) -> Colour) -> Vec<u8> {
    let mut dice = Dice::new(seed ^ 0x6EA1);
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let [r, g, b] = colour(x as f32 / width as f32, y as f32 / height as f32);
            // The sum of four bytes is near enough to a bell; dark places are noisier.
            let bits = dice.next();
            let bell = (bits & 255) as f32 + (bits >> 8 & 255) as f32 + (bits >> 16 & 255) as f32 - 382.5;
            let light = bell / 128.0 * grain * (1.3 - 0.6 * g);
            let tint = ((bits >> 24) as f32 - 127.5) / 128.0 * grain * 0.5;
            for value in [r * 255.0 + light + tint, g * 255.0 + light, b * 255.0 + light - tint] {
                pixels.push(value.clamp(0.0, 255.0) as u8);
            }
        }
    }
    pixels
}

/// A valley: sky, four ridges one behind the other, a lake with the light on it, grass in front.
pub fn valley(width: usize, height: usize, seed: u64, grain: f32) -> Vec<u8> {
    let (noise, leaves) = (Noise::soft(seed), Noise::rough(seed));
    let mut dice = Dice::new(seed);
    let proportion = width as f32 / height as f32;
    let (sun_x, sun_y) = (dice.between(0.15, 0.85), dice.between(0.08, 0.3));
    let (high, low) = (blend(web(0x2F6FB5), web(0x5B5E9E), dice.between(0.0, 1.0)), web(0xF2D3AE));
    let wood = blend(web(0x1F3B22), web(0x4A4A1E), dice.between(0.0, 1.0));
    let (water, shift) = (dice.between(0.66, 0.74), dice.between(0.0, 1.0));
    // The heights of the ridges depend on the column alone.
    let ridges: Vec<Vec<f32>> = (0..4)
        .map(|ridge| {
            let base = 0.36 + 0.085 * ridge as f32;
            let (stretch, row) = (0.35 + 0.12 * ridge as f32, shift + 0.23 * ridge as f32);
            let height = |x: usize| {
                let t = x as f32 / width as f32 * proportion;
                base + 0.34 * (0.5 - noise.at(t * stretch, row)) + 0.012 * (0.5 - noise.at(t * 3.0, row + 0.1))
            };
            (0..width).map(height).collect()
        })
        .collect();
    let land = |x: f32, y: f32| {
        let column = ((x * width as f32) as usize).min(width - 1);
        let u = x * proportion;
        for (ridge, tops) in ridges.iter().enumerate().rev() {
            let depth = y - tops[column];
            if depth > 0.0 {
                let trees = noise.at(u * 2.3 + ridge as f32 * 0.31, y * 2.3) * 0.7 + noise.at(u * 5.0, y * 5.5) * 0.5;
                let leaf = leaves.at(u * 2.6 + ridge as f32 * 0.17, y * 2.6) - 0.5;
                let lit = 0.45 + 1.1 * (trees - 0.55) + 4.0 * (0.06 - depth).max(0.0) + 3.2 * leaf;
                let near =
                    [wood[0] * 1.2 + 0.35 * lit * 0.6, wood[1] * 1.2 + 0.35 * lit * 0.75, wood[2] + 0.2 * lit * 0.5];
                return blend(near, blend(high, low, 0.55), 0.78 - 0.24 * ridge as f32 - depth * 0.5);
            }
        }
        let cloud = step(0.5, 0.75, noise.at(u * 0.5 + shift, y * 1.4) * 0.8 + noise.at(u * 2.0, y * 4.0) * 0.25);
        let sky = blend(blend(high, low, y * 2.3), [1.0, 0.98, 0.95], cloud * 0.75);
        let away = ((u - sun_x * proportion).powi(2) + (y - sun_y).powi(2)).sqrt();
        blend(sky, [1.0, 0.96, 0.82], (0.06 / (away + 0.04)).powi(2) * 0.5)
    };
    draw(width, height, seed, grain, |x, y| {
        let u = x * proportion;
        let shore = water + 0.18 + 0.16 * (noise.at(u * 0.8, shift + 0.7) - 0.5);
        if y > shore {
            let blades = noise.at(u * 3.0, y * 0.9 + shift) * 0.6
                + noise.at(u * 2.0 + 0.5, y * 2.0) * 0.5
                + (leaves.at(u * 2.6, y * 0.9) - 0.5) * 1.1;
            let grass = blend([0.09, 0.16, 0.05], [0.55, 0.62, 0.25], (blades - 0.35) * 2.0);
            return blend(grass, [0.03, 0.05, 0.03], step(0.0, 0.25, y - shore) * 0.35);
        }
        if y > water {
            let wave = noise.at(u * 1.5, y * 14.0) - 0.5;
            let mirrored = (water - (y - water) * 1.6 + wave * 0.05).max(0.02);
            let bent = u * 1.3 + 0.8 * noise.at(u * 0.7, y * 3.0 + 0.3);
            let glint = step(0.6, 0.8, noise.at(bent, y * 9.0) * 0.75 + leaves.at(u * 1.4, y * 7.0) * 0.3) * 0.5;
            return blend(blend(land(x, mirrored), web(0x35607A), 0.35), [1.0, 0.97, 0.9], glint);
        }
        land(x, y)
    })
}

/// A phone's JPEG: the pixels with EXIF (which way up, the camera, where it was taken), XMP and a colour profile.
pub fn phone_jpeg(pixels: &[u8], size: (u16, u16), quality: u8, orientation: u16, profile: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.add_exif_metadata(&exif(orientation)).expect("it is short");
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><exif:GPSLatitude>26,20.5N</exif:GPSLatitude></x:xmpmeta>";
    encoder.add_app_segment(1, xmp.to_vec()).expect("it is short");
    if !profile.is_empty() {
        encoder.add_icc_profile(profile).expect("it is short");
    }
    encoder.encode(pixels, size.0, size.1, ColorType::Rgb).expect("the size is right");
    bytes
}

/// An EXIF block as a phone writes it: maker, model, orientation, date, and the place in degrees.
pub fn exif(orientation: u16) -> Vec<u8> {
    // Each entry: tag, kind (2 text, 3 short, 4 long, 5 fractions), count, and the value or its bytes elsewhere.
    let text = |tag: u16, words: &str| (tag, 2u16, words.len() as u32 + 1, [words.as_bytes(), b"\0"].concat());
    let degrees = |tag: u16, parts: [u32; 3]| {
        let bytes = parts.iter().zip([1u32, 1, 100]).flat_map(|(n, of)| [n.to_be_bytes(), of.to_be_bytes()].concat());
        (tag, 5u16, 3u32, bytes.collect::<Vec<u8>>())
    };
    let gps = [
        (0u16, 1u16, 4u32, vec![2, 3, 0, 0]),
        text(1, "N"),
        degrees(2, [26, 20, 3012]),
        text(3, "E"),
        degrees(4, [117, 28, 4410]),
    ];
    let main = |gps_at: u32| {
        vec![
            text(0x010F, "Workshop"),
            text(0x0110, "Phone 12"),
            (0x0112, 3, 1, orientation.to_be_bytes().to_vec()),
            text(0x0132, "2026:05:01 09:30:00"),
            (0x8825, 4, 1, gps_at.to_be_bytes().to_vec()),
        ]
    };
    let first = directory(&main(0), 8);
    let place = 8 + first.len() as u32;
    let mut bytes = b"MM\0*\0\0\0\x08".to_vec();
    bytes.extend(directory(&main(place), 8));
    bytes.extend(directory(&gps, place));
    bytes
}

/// A TIFF directory that stands at a place, with the values that do not fit into it behind it.
fn directory(entries: &[(u16, u16, u32, Vec<u8>)], at: u32) -> Vec<u8> {
    let mut bytes = (entries.len() as u16).to_be_bytes().to_vec();
    let mut rest = Vec::new();
    let behind = at + 2 + 12 * entries.len() as u32 + 4;
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_be_bytes());
        bytes.extend(kind.to_be_bytes());
        bytes.extend(count.to_be_bytes());
        if value.len() <= 4 {
            bytes.extend(value);
            bytes.resize(bytes.len() + 4 - value.len(), 0);
        } else {
            bytes.extend((behind + rest.len() as u32).to_be_bytes());
            rest.extend(value);
            rest.resize(rest.len() + rest.len() % 2, 0);
        }
    }
    bytes.extend([0; 4]);
    bytes.extend(rest);
    bytes
}
