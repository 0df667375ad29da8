//! What is measured of pictures: how alike two are, what a file holds beside its picture, the memory of the process.

/// The structural similarity of two pictures in grey of one size, Wang et al. 2004: the mean over windows of 8 by 8,
/// four apart.
pub fn ssim(a: &[u8], b: &[u8], width: usize) -> f64 {
    let height = a.len().min(b.len()) / width;
    let (mut sum, mut count) = (0.0, 0);
    for top in (0..height.saturating_sub(7)).step_by(4) {
        for left in (0..width.saturating_sub(7)).step_by(4) {
            let (mut sa, mut sb, mut saa, mut sbb, mut sab) = (0u64, 0u64, 0u64, 0u64, 0u64);
            for y in top..top + 8 {
                let from = y * width + left;
                for (a, b) in a[from..from + 8].iter().zip(&b[from..from + 8]) {
                    let (a, b) = (u64::from(*a), u64::from(*b));
                    sa += a;
                    sb += b;
                    saa += a * a;
                    sbb += b * b;
                    sab += a * b;
                }
            }
            let (ma, mb) = (sa as f64 / 64.0, sb as f64 / 64.0);
            let (va, vb) = (saa as f64 / 64.0 - ma * ma, sbb as f64 / 64.0 - mb * mb);
            let cov = sab as f64 / 64.0 - ma * mb;
            let (c1, c2) = (6.5025, 58.5225);
            sum += (2.0 * ma * mb + c1) * (2.0 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            count += 1;
        }
    }
    sum / f64::from(count.max(1))
}

/// The blocks of a JPEG, PNG, WebP or GIF that are not the picture, by name.
pub fn metadata(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let be = |at: usize, n: usize| bytes[at..at + n].iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte));
    if bytes.starts_with(b"\xFF\xD8") {
        let mut at = 2;
        while at + 4 <= bytes.len() && bytes[at] == 0xFF && bytes[at + 1] != 0xDA {
            // APP0 is JFIF, which only says that it is a JPEG.
            if matches!(bytes[at + 1], 0xE1..=0xEF | 0xFE) {
                found.push(format!("APP{}", bytes[at + 1] - 0xE0));
            }
            at += 2 + be(at + 2, 2);
        }
    } else if bytes.starts_with(b"\x89PNG") {
        let mut at = 8;
        while at + 8 <= bytes.len() {
            let kind = String::from_utf8_lossy(&bytes[at + 4..at + 8]).into_owned();
            if !["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].contains(&kind.as_str()) {
                found.push(kind);
            }
            at += 12 + be(at, 4);
        }
    } else if bytes.starts_with(b"RIFF") {
        let mut at = 12;
        while at + 8 <= bytes.len() {
            let kind = String::from_utf8_lossy(&bytes[at..at + 4]).into_owned();
            if !["VP8 ", "VP8L", "VP8X", "ALPH"].contains(&kind.as_str()) {
                found.push(kind);
            }
            let length = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().expect("four bytes")) as usize;
            at += 8 + length + length % 2;
        }
    } else if !bytes.starts_with(b"GIF8") {
        found.push("no picture".to_owned());
    }
    // Whatever its place, the names of metadata are not to be found.
    for name in [&b"Exif"[..], b"http://ns.adobe", b"GPSLatitude", b"ICC_PROFILE", b"Photoshop"] {
        if bytes.windows(name.len()).any(|window| window == name) {
            found.push(String::from_utf8_lossy(name).into_owned());
        }
    }
    found
}

/// The most memory the process has held, in MiB, where the system tells.
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

/// The seconds all threads together have worked so far, where the system tells: of other people's work on the machine
/// it knows nothing.
pub fn busy() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name, which ends with the last bracket: user and system time are the 12th and 13th, in hundredths.
    let ticks = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Forgets the peak so far, where the system can.
pub fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
