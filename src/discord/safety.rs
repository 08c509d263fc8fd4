//! What is said on Discord when a talk is at risk tier 2 or above.
//!
//! In a public place others read along, so there only one neutral line is said, and a button. The
//! press opens the words for the one who pressed. They are made from the tier and the kind of risk
//! alone: no text is kept. What is said stands in `responses/en/safety.toml`.

/// From this tier on, nothing is reflected.
pub(super) const AT_RISK: u8 = 2;

/// The line said in public. It gives away nothing of why.
pub(super) const NEUTRAL_LINE: &str = "I'd like to answer this one just to you.";

/// What is written on the button under it.
pub(super) const BUTTON_LABEL: &str = "Read it privately";

/// What is written on the button that brings a talk back to listening.
pub(super) const NOT_MEANT_LABEL: &str = "That's not what I meant";

/// What is written on the button that gives the numbers once more.
pub(super) const NUMBERS_LABEL: &str = "Show numbers again";
