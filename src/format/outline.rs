//! (to come)
use crate::edit::Fragment;
use crate::model::RandomSource;
/// x
pub fn parse(_: &str, _: &mut dyn RandomSource) -> Fragment {
    Fragment::default()
}
/// x
pub fn print_fragment(_: &Fragment) -> String {
    String::new()
}
