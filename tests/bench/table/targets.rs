//! What is aimed at, and whether it was met. A target is a ratio to something that was measured on
//! the same input in the same run, so that it does not depend on the machine; where that was not
//! to be had, the figure recorded elsewhere stands in, and the verdict says so.

use super::floors;
use super::frames::{self, Figures};
use super::keypress;
use super::own;
use super::quality::Quality;
use super::sheet::{Amount, Sheet};
use super::table::Table;
use super::timing::say;

/// Everything that was measured.
pub struct Measured<'a> {
    pub sheet: &'a Sheet,
    pub frames: &'a [Figures],
    pub quality: &'a [(usize, String, Quality)],
}

/// One line of the table.
struct Line {
    work: String,
    ours: String,
    against: String,
    ratio: f64,
    most: f64,
    note: &'static str,
}

const RECORDED: &str = "; against a figure recorded elsewhere";

/// All targets of the canvas.
pub fn judge(measured: &Measured<'_>) -> Table {
    let mut table = Table::new(&["work", "ours", "against", "ratio", "target", "verdict"]);
    let lines = whole_process(measured.sheet)
        .into_iter()
        .chain(layouts(measured.sheet))
        .chain(frame_times(measured));
    for line in lines {
        let verdict = if line.ratio <= line.most {
            "met"
        } else {
            "**not met**"
        };
        table.add(vec![
            line.work,
            line.ours,
            line.against,
            show_ratio(line.ratio),
            format!("≤ {}", show_ratio(line.most)),
            format!("{verdict}{}", line.note),
        ]);
    }
    for row in pages(measured.quality) {
        table.add(row);
    }
    table
}

fn show_ratio(ratio: f64) -> String {
    match ratio {
        it if it < 0.02 => format!("1/{:.0}", 1.0 / it.max(1e-9)),
        it if it < 10.0 => format!("{it:.2}"),
        it => format!("{it:.1}"),
    }
}

/// A row against another row.
fn compare(
    sheet: &Sheet,
    (work, row): (&str, &str),
    n: usize,
    (name, other): (&str, &str),
    most: f64,
) -> Option<Line> {
    let (ours, _) = sheet.time(row, n)?;
    let (theirs, is_recorded) = sheet.time(other, n)?;
    Some(Line {
        work: format!("{work}, {n} boxes"),
        ours: say(ours),
        against: format!("{name}: {}", say(theirs)),
        ratio: ours / theirs,
        most,
        note: if is_recorded { RECORDED } else { "" },
    })
}

fn whole_process(sheet: &Sheet) -> Vec<Line> {
    const WORK: &str = "open a file + tidy + SVG, whole process";
    let row = own::whole("tidy");
    let mut lines = Vec::new();
    for n in [1_000, 10_000] {
        let argdowns = [
            ("Argdown 1.7", "Argdown 1.7 CLI: parse + map as SVG"),
            ("Argdown 2.0", "Argdown 2.0 CLI: parse + map as SVG"),
        ];
        let faster = argdowns
            .into_iter()
            .filter_map(|(name, other)| {
                let (ms, is_recorded) = sheet.time(other, n)?;
                Some((is_recorded, ms, name, other))
            })
            .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        lines.extend(
            faster.and_then(|(_, _, name, other)| {
                compare(sheet, (WORK, &row), n, (name, other), 0.01)
            }),
        );
        let floor = ("the floor", floors::WHOLE);
        lines.extend(compare(sheet, (WORK, &row), n, floor, 4.0));
    }
    for (from, to) in [(1_000, 10_000), (10_000, 100_000)] {
        if let (Some((a, _)), Some((b, _))) = (sheet.time(&row, from), sheet.time(&row, to)) {
            lines.push(Line {
                work: format!("{WORK}, growth exponent from {from} to {to} boxes"),
                ours: say(b),
                against: format!("itself: {}", say(a)),
                ratio: (b / a).log10() / (to as f64 / from as f64).log10(),
                most: 1.1,
                note: "",
            });
        }
    }
    for row in [own::MEMORY, own::MEMORY_EXPORT] {
        let megabytes = |row: &str| match sheet.cell(row, 100_000)?.amount {
            Amount::Memory(megabytes) => Some(megabytes),
            _ => None,
        };
        if let (Some(ours), Some(file)) = (megabytes(row), megabytes(own::FILE)) {
            lines.push(Line {
                work: format!("{}, 100,000 boxes", row.replace("**Linchpin**: ", "")),
                ours: format!("{ours:.0} MB"),
                against: format!("20 MB + the file's {file:.0} MB"),
                ratio: (ours - 20.0) / file,
                most: 6.0,
                note: "",
            });
        }
    }
    lines
}

fn layouts(sheet: &Sheet) -> Vec<Line> {
    let mut lines = Vec::new();
    for n in super::SIZES {
        let tidy = ("tidy layout alone, positions", own::PLACED);
        let floor = ("the floor, warm", floors::WARM);
        lines.extend(compare(sheet, tidy, n, floor, 2.0));
        let folded = (
            "tidy with linked premises and folded branches, positions",
            own::PLACED_FOLDED,
        );
        let floor = ("the floor on the same units, warm", floors::FOLDED);
        lines.extend(compare(sheet, folded, n, floor, 2.0));
    }
    let compact = own::alone("compact");
    let tidy = own::alone("tidy");
    let pair = ("compact layout", compact.as_str());
    lines.extend(compare(sheet, pair, 10_000, ("tidy", &tidy), 20.0));
    let n = 10_000;
    let known = (sheet.time(own::EDIT_PLAN, n), sheet.time(own::EDIT_TIDY, n));
    if let ((Some((plan, _)), Some((place, _))), Some((full, _))) =
        (known, sheet.time(own::FULL, n))
    {
        lines.push(Line {
            work: format!("plan and tidy layout after one edit, {n} boxes"),
            ours: say(plan + place),
            against: format!("all from nothing: {}", say(full)),
            ratio: (plan + place) / full,
            most: 0.1,
            note: "",
        });
    }
    if let Some((place, _)) = sheet.time(&tidy, n) {
        lines.push(Line {
            work: format!("or: a full tidy layout, cross links included, {n} boxes"),
            ours: say(place),
            against: "1 ms".to_owned(),
            ratio: place,
            most: 1.0,
            note: "; depends on the machine",
        });
    }
    lines
}

/// The frames, against limits in milliseconds. What the plain painter takes here stands beside
/// them and says how fast this machine is.
fn frame_times(measured: &Measured<'_>) -> Vec<Line> {
    use frames::{DRAGGING, MARQUEE, PANNING, POINTING, SELECTED, SELECTED_NEAR};
    use frames::{STILL, SWEEP, WHOLE, WHOLE_PANNING};
    type Pick = fn(&Figures) -> f64;
    let median: Pick = |it| it.median;
    let slow: Pick = |it| it.slow;
    let limits: [(&'static str, usize, Pick, f64); 26] = [
        (STILL, 1_000, median, 0.25),
        (PANNING, 1_000, median, 0.25),
        (STILL, 10_000, median, 0.25),
        (PANNING, 10_000, median, 0.25),
        (STILL, 100_000, median, 0.6),
        (PANNING, 100_000, median, 0.6),
        (WHOLE, 1_000, median, 0.5),
        (WHOLE_PANNING, 1_000, median, 0.5),
        (WHOLE, 10_000, median, 2.0),
        (WHOLE_PANNING, 10_000, median, 2.0),
        (WHOLE, 100_000, median, 8.0),
        (WHOLE_PANNING, 100_000, median, 8.0),
        (POINTING, 100_000, slow, 8.0),
        (DRAGGING, 10_000, median, 2.0),
        (DRAGGING, 100_000, median, 8.0),
        (MARQUEE, 10_000, median, 2.0),
        (MARQUEE, 100_000, median, 8.0),
        (SELECTED, 10_000, median, 2.0),
        (SELECTED, 100_000, median, 8.0),
        (SELECTED_NEAR, 10_000, median, 2.0),
        (SELECTED_NEAR, 100_000, median, 8.0),
        (SWEEP, 2_000, median, 0.6),
        (SWEEP, 2_000, slow, 4.0),
        (keypress::TIDY, 10_000, median, 8.0),
        (keypress::COMPACT, 10_000, median, 8.0),
        (keypress::COMPACT_FRAME, 100_000, median, 8.0),
    ];
    let find = |case, n| {
        let mut all = measured.frames.iter();
        all.find(|it: &&Figures| it.case == case && it.n == n)
    };
    let line = |(case, n, pick, limit): (&'static str, usize, Pick, f64)| {
        let ours = pick(find(case, n)?);
        let plain = find(frames::PLAIN, n).map_or_else(String::new, |plain| {
            format!(" (the plain painter here: {})", say(plain.median))
        });
        let which = if std::ptr::fn_addr_eq(pick, slow) {
            "95th percentile"
        } else {
            "median"
        };
        Some(Line {
            work: format!("frame: {case}, {n} boxes, {which}"),
            ours: say(ours),
            against: format!("{}{plain}", say(limit)),
            ratio: ours / limit,
            most: 1.0,
            note: "",
        })
    };
    limits.into_iter().filter_map(line).collect()
}

/// What is aimed at for the compact page.
fn pages(quality: &[(usize, String, Quality)]) -> Vec<Vec<String>> {
    let pages = [
        ("", 297.0 / 210.0),
        (" for 1 : 2", 0.5),
        (" for 2.5 : 1", 2.5),
    ];
    let mut rows = Vec::new();
    for n in [100, 1_000, 10_000] {
        for (words, page) in pages {
            let name = format!("**Linchpin**: compact{words}");
            let Some((_, _, it)) = quality.iter().find(|it| it.0 == n && it.1 == name) else {
                continue;
            };
            let work = format!("compact{words}, {n} boxes");
            let off = f64::from(it.ratio) / page;
            let verdict = |is_met| if is_met { "met" } else { "**not met**" }.to_owned();
            rows.push(vec![
                format!("{work}: shape of the page"),
                format!("{:.2} : 1", it.ratio),
                format!("page asked for: {page:.2} : 1"),
                show_ratio(off),
                "0.75 to 1.25".to_owned(),
                verdict((0.75..=1.25).contains(&off)),
            ]);
            rows.push(vec![
                format!("{work}: filled"),
                format!("{:.1} %", it.fill * 100.0),
                "the area around all boxes".to_owned(),
                String::new(),
                "≥ 30 %".to_owned(),
                verdict(it.fill >= 0.3),
            ]);
            let [through, all_through] = it.n_through;
            let n_crossings = it.n_crossings.unwrap_or_default();
            rows.push(vec![
                format!("{work}: overlaps, tree lines through boxes, crossings of tree lines"),
                format!("{}, {through}, {n_crossings}", it.n_overlaps),
                format!("all lines through boxes: {all_through}"),
                String::new(),
                "0, 0, 0".to_owned(),
                verdict(it.n_overlaps + through + n_crossings + all_through == 0),
            ]);
        }
    }
    rows
}
