//! The one macro of this floor: a closed list of names that asset files are keyed by.

/// Makes an enum whose variants carry the name that asset files use for them, with `ALL` in
/// declaration order, `name` and `named`.
macro_rules! named_enum {
    ($(#[$meta:meta])* pub enum $Type:ident { $($(#[$doc:meta])* $Variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $Type { $($(#[$doc])* #[doc = concat!(" Named `", $name, "` in asset files.")] $Variant,)* }

        impl $Type {
            /// Every value, in declaration order.
            pub const ALL: &[Self] = &[$(Self::$Variant,)*];

            /// The name used in asset files: lower case, words joined by hyphens.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name,)* }
            }

            /// The value of that name, if there is one.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$Variant),)* _ => None }
            }
        }
    };
}
pub(super) use named_enum;
