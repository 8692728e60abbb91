//! Times as people here read them: in the zone of the machine, which is named with each.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Time;
use crate::words;

/// A time as a window shows it: date, hour, minute and zone. A text that is no time is given as it is.
pub fn tell_time(time: &Time, zone: &TimeZone) -> String {
    let stamp = time.unix_seconds().map(Timestamp::from_second);
    let Some(Ok(stamp)) = stamp else {
        return time.as_str().to_owned();
    };
    let local = stamp.to_zoned(zone.clone());
    let part = |format: &str| local.strftime(format).to_string();
    let values = [
        ("date", part("%Y-%m-%d").into()),
        ("time", part("%H:%M").into()),
        ("zone", name_offset(local.offset().seconds()).into()),
    ];
    words::say_with("local-time", &values)
}

/// `UTC`, `UTC+1`, `UTC−3:30`. The letters that zones go by stand for several of them.
fn name_offset(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let sign = if seconds < 0 { '−' } else { '+' };
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}
