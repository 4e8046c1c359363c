namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>The demo people, section <c>Demo</c> of the settings.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Whether there are demo people. Not set: in Development only.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Their passwords are shown on the sign-in page.</summary>
    public IList<PersonOptions> People { get; } = [];

    public sealed class PersonOptions
    {
        /// <summary>What to sign in with, and the <c>sub</c> of the tokens.</summary>
        public string Name { get; set; } = "";

        public string DisplayName { get; set; } = "";

        public string Password { get; set; } = "";

        public IList<string> Roles { get; } = [];

        public IList<string> Scopes { get; } = [];

        /// <summary>True for somebody who can't sign in, though the password is right.</summary>
        public bool LockedOut { get; set; }

        public string Note { get; set; } = "";

        public override string ToString() => $"{Name} (redacted)";
    }
}
