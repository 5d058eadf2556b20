//! The files together with the findings of their audits, which are remembered.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::audit::{Audit, audit};
use super::check::Auditor;
use super::column::ColumnType;
use super::files::Csv;
use super::layout::Layout;
use super::options::CsvOptions;
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{IsStopped, begin_pass};
use crate::connect::encoding::Text;
use crate::connect::memo::Memo;
use crate::connect::sample::Sample;
use crate::connect::stamp::Stamp;

/// A file with the findings of its audit.
pub(super) type Audited<'a> = (&'a Path, &'a Bytes, &'a Layout, Arc<Audit>);

/// The audits of the files that are not empty.
pub(super) fn audits<'a>(
    csv: &'a Csv,
    sample: Option<Sample>,
    is_stopped: IsStopped<'_>,
) -> Result<Vec<Audited<'a>>, Problem> {
    let files = || csv.files.iter().filter(|(_, _, layout)| !layout.names.is_empty());
    let all = files().map(|(_, text, _)| text.bytes.len()).sum();
    let audits = files().map(|(path, text, layout)| {
        let bytes = &*text.bytes;
        let settling = csv.settling;
        let auditor = Auditor { bytes, layout, options: &csv.options, settling, is_stopped };
        begin_pass(bytes.len());
        let audit = audit_of(path, text, auditor, sample.map(|sample| sample.share(text.bytes.len(), all)))?;
        Ok((path.as_path(), &text.bytes, layout, audit))
    });
    audits.collect()
}

/// The row counts of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of valid rows.
    pub rows: u64,
    pub rejected: u64,
}

impl Tally {
    pub(super) fn of(audits: &[Audited<'_>]) -> Tally {
        let rejected = audits.iter().map(|(_, _, _, audit)| audit.rejected.len() as u64).sum();
        Tally { rows: audits.iter().map(|(_, _, _, audit)| audit.rows).sum(), rejected }
    }
}

type CacheKey = (PathBuf, Stamp, CsvOptions);
/// What else an audit depends on: the types, the sample, and whether types are being settled.
type AuditKey = (CacheKey, Vec<ColumnType>, Option<Sample>, bool);
static AUDITS: Memo<AuditKey, Arc<Audit>> = Memo::new(64);

/// The audit of a file, from memory if neither the file nor the options have changed. A cancelled one is not
/// remembered.
fn audit_of(path: &Path, text: &Text, auditor: Auditor<'_>, sample: Option<Sample>) -> Result<Arc<Audit>, Problem> {
    let key = (path.to_path_buf(), text.stamp, auditor.options.clone());
    let key = (key, auditor.layout.types.clone(), sample, auditor.settling);
    if let Some(audit) = AUDITS.get(&key) {
        return Ok(audit);
    }
    let audit = Arc::new(audit(&text.bytes, auditor, sample)?);
    AUDITS.put(key, audit.clone());
    Ok(audit)
}
