namespace BlazorJwt.Labs.Sessions;

/// <summary>What is compared. Each is a row of the table.</summary>
public enum SignInMeasure
{
    /// <summary>The size of the credential that goes with each request.</summary>
    Bytes,

    /// <summary>What the server looks up at each request.</summary>
    LookUps,

    /// <summary>How long the server takes to know who asks.</summary>
    Time,

    /// <summary>The old credential, used from elsewhere after signing out.</summary>
    AfterSignOut,

    /// <summary>What the server believes after the person's role was changed.</summary>
    AfterRoleChange,

    /// <summary>Whether the visitor is still signed in after the server was restarted.</summary>
    AfterRestart,
}

/// <summary>What was measured for one lane.</summary>
/// <param name="Measure">The row.</param>
/// <param name="Lane">The lane's slug.</param>
/// <param name="Under">The condition it was measured under, such as a denylist; empty for none.</param>
/// <param name="Observed">What was seen, in a few words.</param>
/// <param name="WentWell">True when it went well for the owner of the credential, false when badly, null when it is a plain figure.</param>
/// <param name="Figure">The figure, for rows that have one.</param>
public sealed record SignInMeasurement(SignInMeasure Measure, string Lane, string Under, string Observed, bool? WentWell, double? Figure = null)
{
    /// <summary>The denylist was asked.</summary>
    public const string WithDenylist = "with a denylist";

    /// <summary>No denylist was asked.</summary>
    public const string WithoutDenylist = "without a denylist";

    /// <summary>The token was over by itself.</summary>
    public const string OnceExpired = "once it has expired";

    /// <summary>The server made new keys when it started.</summary>
    public const string FreshKeys = "new keys at start";

    /// <summary>The keys stand in the configuration and outlive a restart.</summary>
    public const string KeptKeys = "keys kept";
}
