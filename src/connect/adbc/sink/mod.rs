//! Tables of any database whose driver has transactions, as targets. Nothing is believed of a driver: a row of typical values is
//! tried out and taken back before anything is staged, and all staged values are read back and compared before anything is moved.

mod compare;
mod digests;
mod exact;
mod filling;
mod moves;
mod place;
mod placement;
mod session;
mod target;
mod trial;
mod typical;

pub(in crate::connect) use place::ADBC;
pub use target::AdbcTarget;
