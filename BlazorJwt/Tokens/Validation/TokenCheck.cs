namespace BlazorJwt.Tokens.Validation;

internal enum TokenCheckOutcome
{
    Passed,
    Failed,

    /// <summary>An earlier check had failed already.</summary>
    NotReached,

    /// <summary>The policy asks nothing of it: any value is accepted, and none.</summary>
    NotAsked,
}

/// <summary>One check of a verdict, for a reader: what it observed in the token, the rule with the setting's value, and where the rule is
/// from.</summary>
internal sealed record TokenCheck(
    TokenCheckKind Kind, string Name, TokenCheckOutcome Outcome, string Observed, string Rule, string Source, TokenRefusal? Refusal);
