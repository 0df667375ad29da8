//! Lines through time as SVG. Whoever cannot see it reads the table beside it, which holds the same.

use crate::escape::escape;
use std::fmt::Write;

/// A line: what it is called, and its number in each period; None where it has none.
pub struct Track {
    /// What it is called.
    pub name: String,
    /// Its numbers, as many as there are periods.
    pub places: Vec<Option<u32>>,
}

const WIDTH: usize = 360;
/// Beside the numbers, and for each of their digits.
const BESIDE: usize = 16;
const DIGIT: usize = 7;
const RIGHT: usize = 14;
const TOP: usize = 16;
const STEP: usize = 22;

/// A chart of numbers, the first on top. `described` is the id of what describes it: the table.
pub fn places(periods: &[&str], tracks: &[Track], title: &str, described: &str) -> String {
    let all = || tracks.iter().flat_map(|track| track.places.iter().flatten().copied());
    let (Some(best), Some(worst)) = (all().min(), all().max()) else { return String::new() };
    let plot = Plot::of(best, worst, periods.len());
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-labelledby=\"chart-title\" aria-describedby=\"{described}\"><title id=\"chart-title\">",
        TOP + plot.height + 34
    );
    escape(title, &mut out);
    out.push_str("</title>");
    plot.grid(worst, &mut out);
    plot.ends(periods, &mut out);
    for (number, track) in tracks.iter().enumerate() {
        plot.track(number, track, &mut out);
    }
    out.push_str("</svg>");
    out
}

/// Where things stand in a chart.
struct Plot {
    best: u32,
    /// How many steps down the worst number is.
    rows: usize,
    gaps: usize,
    left: usize,
    height: usize,
}

impl Plot {
    fn of(best: u32, worst: u32, periods: usize) -> Plot {
        let rows = usize::try_from(worst - best).unwrap_or(usize::MAX);
        Plot {
            best,
            rows,
            gaps: periods.saturating_sub(1).max(1),
            left: BESIDE + DIGIT * worst.to_string().len().max(2),
            // More numbers than a screen has lines are drawn closer together.
            height: rows.saturating_mul(STEP).clamp(2 * STEP, 10 * STEP),
        }
    }

    fn y(&self, place: u32) -> usize {
        let down = usize::try_from(place - self.best).unwrap_or_default();
        TOP + (down * self.height).checked_div(self.rows).unwrap_or(self.height / 2)
    }

    fn x(&self, at: usize) -> usize {
        self.left + at * (WIDTH - self.left - RIGHT) / self.gaps
    }

    /// The numbers beside it, each with a line across.
    fn grid(&self, worst: u32, out: &mut String) {
        for place in marks(self.best, worst) {
            let _ = write!(
                out,
                "<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{2}\" y2=\"{2}\"/><text class=\"axis\" x=\"{3}\" y=\"{4}\" text-anchor=\"end\">{place}</text>",
                self.left,
                WIDTH - RIGHT,
                self.y(place),
                self.left - 8,
                self.y(place) + 4
            );
        }
    }

    /// The first and the last period, below it.
    fn ends(&self, periods: &[&str], out: &mut String) {
        for (at, anchor) in [(0, "start"), (periods.len().saturating_sub(1), "end")] {
            let Some(period) = periods.get(at).filter(|_| at > 0 || anchor == "start") else { continue };
            let _ = write!(
                out,
                "<text class=\"axis\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">",
                if at == 0 { self.left } else { WIDTH - RIGHT + 8 },
                TOP + self.height + 28
            );
            escape(period, out);
            out.push_str("</text>");
        }
    }

    /// A line with its points.
    fn track(&self, number: usize, track: &Track, out: &mut String) {
        let _ = write!(out, "<g class=\"track track-{}\"><title>", number % 6 + 1);
        escape(&track.name, out);
        out.push_str("</title>");
        // A period without a number is a gap, not a line across it.
        for run in runs(&track.places) {
            if run.len() > 1 {
                out.push_str("<polyline points=\"");
                for (at, place) in &run {
                    let _ = write!(out, "{},{} ", self.x(*at), self.y(*place));
                }
                out.push_str("\"/>");
            }
            for (at, place) in &run {
                let _ = write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"3.5\"/>", self.x(*at), self.y(*place));
            }
        }
        out.push_str("</g>");
    }
}

/// The numbers that stand beside the chart: first, last and a few between.
fn marks(best: u32, worst: u32) -> Vec<u32> {
    let step = (worst - best).div_ceil(5).max(1);
    let mut marks: Vec<u32> = (best..=worst).step_by(usize::try_from(step).unwrap_or(1)).collect();
    if marks.last() != Some(&worst) {
        // The last stands there in any case, and the one before it where there is room.
        if marks.last().is_some_and(|last| (worst - last) * 2 < step) {
            marks.pop();
        }
        marks.push(worst);
    }
    marks
}

/// The stretches without a gap.
fn runs(places: &[Option<u32>]) -> Vec<Vec<(usize, u32)>> {
    let mut runs: Vec<Vec<(usize, u32)>> = vec![Vec::new()];
    for (at, place) in places.iter().enumerate() {
        match (place, runs.last_mut()) {
            (Some(place), Some(run)) => run.push((at, *place)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_no_line() {
        let track = Track { name: "甲<乙>".to_owned(), places: vec![Some(2), Some(1), None, Some(3)] };
        let svg = places(&["2017年1月", "2月", "3月", "4月"], &[track], "名次", "t");
        assert_eq!(svg.matches("<polyline").count(), 1);
        assert_eq!(svg.matches("<circle").count(), 3);
        assert!(svg.contains("甲&lt;乙&gt;") && svg.contains("aria-describedby=\"t\""));
        assert!(roxmltree::Document::parse(&svg).is_ok());
    }

    #[test]
    fn without_a_number_there_is_no_chart() {
        assert_eq!(places(&["1月"], &[Track { name: "甲".to_owned(), places: vec![None] }], "名次", "t"), "");
        assert!(
            !places(&["1月"], &[Track { name: "甲".to_owned(), places: vec![Some(9_999)] }], "名次", "t").is_empty()
        );
    }

    #[test]
    fn a_few_numbers_stand_beside_it() {
        assert_eq!(marks(1, 3), [1, 2, 3]);
        assert_eq!(marks(1, 100), [1, 21, 41, 61, 81, 100]);
        assert_eq!(marks(4, 4), [4]);
    }
}
