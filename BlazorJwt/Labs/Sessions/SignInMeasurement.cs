namespace BlazorJwt.Labs.Sessions;

/// <summary>What is compared: a row of the table.</summary>
internal enum SignInMeasure
{
    /// <summary>The size of the credential in each request.</summary>
    Bytes,

    /// <summary>What the server looks up for each request.</summary>
    LookUps,

    /// <summary>How long the server takes to authenticate a request.</summary>
    Time,

    /// <summary>The old credential, used from elsewhere after signing out.</summary>
    AfterSignOut,

    /// <summary>The role that the server believes after the person's role was changed.</summary>
    AfterRoleChange,

    /// <summary>Whether the visitor is still signed in after a restart of the server.</summary>
    AfterRestart,
}

/// <summary>What was measured for one sign-in method.</summary>
/// <param name="Method">The slug of the method.</param>
/// <param name="Under">The condition, such as a denylist; empty for none.</param>
/// <param name="WentWell">True when it went well for the owner of the credential, false when badly, null when it is a plain figure.</param>
internal sealed record SignInMeasurement(
    SignInMeasure Measure, string Method, string Under, string Observed, bool? WentWell, double? Figure = null)
{
    // The conditions.
    public const string WithDenylist = "with a denylist";
    public const string WithoutDenylist = "without a denylist";
    public const string OnceExpired = "once it has expired";
    public const string FreshKeys = "new keys at start";
    public const string KeptKeys = "keys kept";

    public bool IsSameCell(SignInMeasurement other) => (Measure, Method, Under) == (other.Measure, other.Method, other.Under);
}
