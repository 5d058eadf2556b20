//! Which signals this process was started to ignore: `nohup` does that, and shells do it for background jobs.

/// Whether the process was started to ignore `signal`. `None` if the system does not report it.
pub fn is_ignored(signal: i32) -> Option<bool> {
    has(&std::fs::read_to_string("/proc/self/status").ok()?, signal)
}

/// The same from a `/proc/self/status`, whose mask has signal 1 in its lowest bit.
fn has(status: &str, signal: i32) -> Option<bool> {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    let mask = u64::from_str_radix(mask.trim(), 16).ok()?;
    let bit = u32::try_from(signal).ok()?.checked_sub(1)?;
    Some(mask.checked_shr(bit)? & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_tells_each_signal() {
        let status = "Name:\tx\nSigIgn:\t0000000000001001\nSigCgt:\t0000000000004002\n";
        let of = |signal| has(status, signal);
        assert_eq!([of(1), of(2), of(13), of(15)], [Some(true), Some(false), Some(true), Some(false)]);
        assert_eq!([of(0), of(65), has("Name:\tx\n", 1)], [None, None, None]);
    }
}
