//! Numbers formatted for people.

/// A count with thousands separators: `336,776`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "1 row", "336,776 rows": for the command line, which is in English.
pub fn counted(count: u64, word: &str) -> String {
    format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// A number of bytes in a suitable unit, in the current language: "1.2 MB".
pub fn bytes(number: u64) -> String {
    let mut value = number as f64;
    for unit in ["", "kB", "MB", "GB"] {
        if value < 1000.0 {
            return if unit.is_empty() { tr!("size-bytes", bytes = number) } else { format!("{value:.1} {unit}") };
        }
        value /= 1000.0;
    }
    format!("{value:.1} TB")
}

/// A duration in a suitable unit, in the current language: "0.3 ms", "12 ms", "1.2 s", "2 min 5 s".
pub fn duration(time: std::time::Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        s if s < 0.000_05 => tr!("time-milliseconds", number = "<0.1"),
        s if s < 0.009_95 => tr!("time-milliseconds", number = format_args!("{:.1}", s * 1e3)),
        s if s < 0.999_5 => tr!("time-milliseconds", number = format_args!("{:.0}", s * 1e3)),
        s if s < 59.95 => tr!("time-seconds", number = format_args!("{s:.1}")),
        s => {
            let minutes = (s.round() / 60.0).floor();
            let seconds = s.round() % 60.0;
            tr!("time-minutes", minutes = format_args!("{minutes:.0}"), seconds = format_args!("{seconds:.0}"))
        }
    }
}

/// The number of bytes denoted by "300", "2 GB" or "1.5gib"; `None` if the text is not a size.
pub fn parse_bytes(text: &str) -> Option<u64> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor: u64 = match &text[digits.len()..] {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "t" | "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return None,
    };
    let number: f64 = digits.trim().parse().ok().filter(|number| (0.0..1e18).contains(number))?;
    Some((number * factor as f64) as u64)
}

/// A part of a whole in percent, never rounded to 0% or 100%: "<0.1%", "12%", "99.9%".
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 || part == 0 {
        return "0%".into();
    }
    if part >= whole {
        return "100%".into();
    }
    let percent = part as f64 / whole as f64 * 100.0;
    match percent {
        p if p < 0.1 => "<0.1%".into(),
        p if p > 99.9 => ">99.9%".into(),
        p if !(10.0..=90.0).contains(&p) => format!("{p:.1}%"),
        p => format!("{p:.0}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_and_plurals() {
        assert_eq!([17, 1200, 5_300_000].map(bytes), ["17 bytes", "1.2 kB", "5.3 MB"]);
        let times = [0.000_01, 0.000_3, 0.012, 1.24, 125.0].map(|s| duration(std::time::Duration::from_secs_f64(s)));
        assert_eq!(times, ["<0.1 ms", "0.3 ms", "12 ms", "1.2 s", "2 min 5 s"]);
        let read = ["17", "1.2 kB", "2GB", " 1 gib ", "many", "-1", "GB"].map(parse_bytes);
        assert_eq!(read, [Some(17), Some(1200), Some(2_000_000_000), Some(1 << 30), None, None, None]);
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(336_776), "336,776");
        assert_eq!(grouped(10_000_000), "10,000,000");
        assert_eq!(counted(1, "row"), "1 row");
        assert_eq!(counted(2_000, "column"), "2,000 columns");
    }

    #[test]
    fn percents_are_never_rounded_away() {
        assert_eq!(percent(0, 10), "0%");
        assert_eq!(percent(1, 1_000_000), "<0.1%");
        assert_eq!(percent(999_999, 1_000_000), ">99.9%");
        assert_eq!(percent(245, 10_000), "2.5%");
        assert_eq!(percent(1, 2), "50%");
    }
}
