namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>The demo people, section <c>Demo</c> of the settings.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Whether there are demo people. Not set: in Development only.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Who they are. Their passwords are shown on the sign-in page.</summary>
    public IList<PersonOptions> People { get; } = [];

    public sealed class PersonOptions
    {
        /// <summary>What to sign in with, and the <c>sub</c> of the tokens.</summary>
        public string Name { get; set; } = "";

        /// <summary>The name to show, and the <c>name</c> of the tokens.</summary>
        public string DisplayName { get; set; } = "";

        public string Password { get; set; } = "";

        /// <summary>The <c>role</c> of the tokens.</summary>
        public IList<string> Roles { get; } = [];

        /// <summary>The <c>scope</c> of the tokens.</summary>
        public IList<string> Scopes { get; } = [];

        public bool LockedOut { get; set; }

        public string Note { get; set; } = "";

        public override string ToString() => $"{Name} (redacted)";
    }
}
