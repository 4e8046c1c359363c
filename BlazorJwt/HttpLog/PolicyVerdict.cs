namespace BlazorJwt.HttpLog;

/// <summary>What the policy of an address said of a request: each right it asked for, and what answered.</summary>
public sealed record PolicyVerdict(IReadOnlyList<AskedRight> Rights, bool Allowed);

/// <summary>One right a policy asked for.</summary>
/// <param name="Asked">What it is: <c>scope orders.read</c>.</param>
/// <param name="Found">What was looked at: the claim that answered, or what stood in its place.</param>
public sealed record AskedRight(string Asked, RightOutcome Outcome, string Found);

/// <summary>Whether a right was there.</summary>
public enum RightOutcome
{
    Held,

    Lacking,

    /// <summary>No token and no key was accepted, so there was nobody who could have it.</summary>
    NobodyToAsk,
}
