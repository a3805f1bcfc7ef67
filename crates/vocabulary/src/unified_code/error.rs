//! Why a unified code is refused, and what is odd about one that is not.

/// Why a text is no unified code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnifiedCodeError {
    /// Not 18 characters.
    #[error(
        "the code has {found} characters; GB 32100-2015 wants 18. Compare it with the certificate"
    )]
    Length {
        /// How many were found, separators not counted.
        found: usize,
    },
    /// A character that GB 32100 never uses: I, O, S, V, Z, or no letter or digit at all.
    #[error(
        "character {position} of the code is `{found}`; GB 32100-2015 uses digits and letters \
         without I, O, S, V, Z. Compare it with the certificate"
    )]
    Alphabet {
        /// Its place, from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// The first character names no registering department.
    #[error(
        "the code begins with `{found}`, which is no registering department of GB 32100-2015. \
         If it was officially issued, add it to the overrides"
    )]
    UnknownDepartment {
        /// The first character.
        found: char,
    },
    /// The second character is no category of this department.
    #[error(
        "department `{department}` registers no category `{found}` under GB 32100-2015. \
         If the code was officially issued, add it to the overrides"
    )]
    UnknownCategory {
        /// The first character.
        department: char,
        /// The second character.
        found: char,
    },
    /// The check digit does not fit the other 17 characters.
    #[error(
        "the check digit of the code is `{found}` but GB 32100-2015 makes it `{expected}`. \
         A character is mistyped; compare the code with the certificate"
    )]
    Check {
        /// The digit that fits.
        expected: char,
        /// The digit that stands there.
        found: char,
    },
}

/// What is odd about an accepted code: kept with the record, told to the source agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnifiedCodeWarning {
    /// The organisation code inside fails its own check (GB 11714).
    OrganisationCheck,
    /// The division is not known.
    UnknownDivision,
    /// The code does not conform and passes because it is on the list of overrides.
    Overridden,
}
