namespace BlazorJwt.Tokens.Warnings;

/// <summary>What <c>exp</c>, <c>nbf</c> and <c>iat</c> say of a token. No clock skew is granted here: a page shows the time as it
/// is.</summary>
internal static class TimeWarnings
{
    // "One hour or less" is the advice for bearer tokens.
    private static readonly TimeSpan LongestAdvised = TimeSpan.FromHours(1);

    /// <summary><c>exp</c> has been reached: at that very second it is over.</summary>
    public static IEnumerable<TokenWarning> Expired(TokenFacts facts)
    {
        if (facts.Moment("exp") is { } expires && expires <= facts.Now)
            yield return new(TokenWarningKind.Expired, "exp", $"It expired {NumericDates.Shown(facts.Now - expires)} ago, " +
                $"at {NumericDates.Shown(expires)}: nothing may accept it any more.", "RFC 7519 section 4.1.4");
    }

    public static IEnumerable<TokenWarning> NotYetValid(TokenFacts facts)
    {
        if (facts.Moment("nbf") is { } begins && begins > facts.Now)
            yield return new(TokenWarningKind.NotYetValid, "nbf", $"It is not valid yet: nbf is {NumericDates.Shown(begins)}, " +
                $"in {NumericDates.Shown(begins - facts.Now)}.", "RFC 7519 section 4.1.5");
    }

    /// <summary><c>iat</c> lies in the future: a wrong clock, or a token written by hand.</summary>
    public static IEnumerable<TokenWarning> IssuedInFuture(TokenFacts facts)
    {
        if (facts.Moment("iat") is { } issued && issued > facts.Now)
            yield return new(TokenWarningKind.IssuedInFuture, "iat", $"It says that it will be issued at {NumericDates.Shown(issued)}, " +
                $"in {NumericDates.Shown(issued - facts.Now)}. A clock is wrong, or somebody wrote it by hand.", "RFC 7519 section 4.1.6");
    }

    public static IEnumerable<TokenWarning> NotBeforeAfterExpiry(TokenFacts facts)
    {
        if (facts.Moment("nbf") is { } begins && facts.Moment("exp") is { } expires && begins >= expires)
            yield return new(TokenWarningKind.NotBeforeAfterExpiry, "nbf",
                "nbf does not lie before exp: there is no moment at which the token is valid.", "RFC 7519 sections 4.1.4, 4.1.5");
    }

    public static IEnumerable<TokenWarning> ExpiryBeforeIssued(TokenFacts facts)
    {
        if (facts.Moment("iat") is { } issued && facts.Moment("exp") is { } expires && expires <= issued)
            yield return new(TokenWarningKind.ExpiryBeforeIssued, "exp",
                "exp does not lie after iat: the token was over when it was issued.", "RFC 7519 sections 4.1.4, 4.1.6");
    }

    /// <summary>More than an hour from <c>iat</c>, or <c>nbf</c>, or now, to <c>exp</c>.</summary>
    public static IEnumerable<TokenWarning> LongLife(TokenFacts facts)
    {
        if (facts.Moment("exp") is not { } expires) yield break;
        var (from, named) = facts.Moment("iat") is { } issued ? (issued, "iat") : facts.Moment("nbf") is { } begins
            ? (begins, "nbf") : (facts.Now, "now");
        if (expires - from > LongestAdvised)
            yield return new(TokenWarningKind.LongLife, "exp", $"It lives {NumericDates.Shown(expires - from)} from {named} to exp; the " +
                "advice for bearer tokens is an hour or less. Anyone who copies it can use it until then.", "RFC 6750 section 5.3");
    }
}
