namespace BlazorJwt.Redis;

/// <summary>
/// The settings of what several servers share, section <c>Redis</c>. Where Redis is says the connection string of that name, as
/// StackExchange.Redis writes it: <c>redis.example:6380,ssl=true,password=…</c>. It may hold a password, so it is kept out of this object.
/// </summary>
internal sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>What Data Protection calls this app. What one name protects another can't read, so all servers have the same.</summary>
    public string ApplicationName { get; set; } = "BlazorJwt";

    /// <summary>
    /// A PKCS#12 file with a private RSA key: the keys of Data Protection are encrypted to it before they go to Redis. Without one they
    /// are there in plain text, and with them whatever they protect. All servers have the same.
    /// </summary>
    public string? KeyCertificate { get; set; }

    public string? KeyCertificatePassword { get; set; }

    /// <summary>How long a server that starts waits for a Redis that can't be reached yet: after a restart of the machine both start at
    /// once. Zero for not at all.</summary>
    public TimeSpan WaitAtStart { get; set; } = TimeSpan.FromSeconds(30);

    public string KeyCertificateThumbprint { get; set; } = "";

    public override string ToString() => "Redis settings (redacted)";
}

/// <summary>The connection strings of this app: what the section of that name may hold.</summary>
internal sealed class ConnectionStrings
{
    public const string Section = nameof(ConnectionStrings);

    /// <summary>Where Redis is. Without it everything is kept in memory, by one server.</summary>
    public string? Redis { get; set; }
}
