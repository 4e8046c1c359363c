using BlazorJwt.Tokens.Keys;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>What is kept in Redis. The braces put all of it into one slot of a cluster, so that a script may touch several keys.</summary>
internal static class RedisNames
{
    private const string Nobody = "No token is accepted, and nobody signs in.";
    private const string NoSignIn = "Nobody signs in.";
    private const string NoRegistration = "No service account is registered or revoked.";
    private const string NotThatVisitor = "That visitor can't sign in, and finds no service accounts.";
    private const string NoRevocation =
        "After the next revocation no token is accepted, and nobody signs in. "
        + "Remove {blazorjwt}:set as well: then the servers that run write the list again.";
    private const string NoStart = "Servers that run go on, and none starts.";

    public static readonly RedisName DataProtection = new("data-protection", RedisType.List, "list of Data Protection keys", NoStart);

    /// <summary>For each algorithm: version, lineage, and the keys, protected.</summary>
    public static readonly RedisName KeySchedules = new(
        "keys:", RedisType.Hash, "list of signing keys",
        "Each server goes on with the keys of this algorithm that it knows, and learns of no change to them.");

    /// <summary>Goes up with each change of any signing key.</summary>
    public static readonly RedisName KeyChanges = new("keys:changes", RedisType.String, "count of key changes", Nobody);

    /// <summary>The name of the data set, drawn when Redis is first used. Another name means that it lost what it held.</summary>
    public static readonly RedisName DataSet = new("set", RedisType.String, "name of the data set", Nobody);

    /// <summary>There while servers write again what Redis lost.</summary>
    public static readonly RedisName Settling = new("settling", RedisType.String, "mark of a fresh start", Nobody);

    /// <summary>What was revoked, by the number it was written with.</summary>
    public static readonly RedisName Denylist = new("denylist", RedisType.SortedSet, "denylist", NoRevocation);

    /// <summary>The same, by when it can go.</summary>
    public static readonly RedisName DenylistEnds = new("denylist:ends", RedisType.SortedSet, "list of the denylist's ends", NoRevocation);

    /// <summary>The last number.</summary>
    public static readonly RedisName DenylistLast = new("denylist:last", RedisType.String, "count of the denylist", Nobody);

    /// <summary>A refresh family: version, owner, and the family.</summary>
    public static readonly RedisName Families = new("family:", RedisType.Hash, "refresh family",
        "Its refresh tokens are refused: that visitor signs in again.");

    /// <summary>The families of an owner, in the order they began.</summary>
    public static readonly RedisName FamiliesByOwner = new("owner:", RedisType.SortedSet, "list of a visitor's sessions",
        "That visitor can't sign in.");

    /// <summary>All families, by their last use.</summary>
    public static readonly RedisName FamiliesByUse = new("families", RedisType.SortedSet, "list of refresh families",
        "Nobody signs in, refreshes or signs out.");

    /// <summary>Numbers the families.</summary>
    public static readonly RedisName FamilyCount = new("families:count", RedisType.String, "count of refresh families", NoSignIn);

    /// <summary>A count of attempts: how many, and when its window ends.</summary>
    public static readonly RedisName Attempts = new("attempts:", RedisType.Hash, "count of attempts",
        "Those whom it counts can't sign in.");

    /// <summary>The settings that all servers must have alike, there while one of them runs.</summary>
    public static readonly RedisName Settings = new("settings", RedisType.Hash, "list of settings", NoStart);

    /// <summary>A session of the lab.</summary>
    public static readonly RedisName Tickets = new("ticket:", RedisType.String, "session of the lab", "Nobody is signed in by it.");

    /// <summary>A service account: version, owner, account, hashes of secrets, and when each credential was last used.</summary>
    public static readonly RedisName Accounts = new("account:", RedisType.Hash, "service account", "Its secrets and keys are refused.");

    /// <summary>Which account has a secret, by the hash of the secret.</summary>
    public static readonly RedisName AccountsBySecret = new("accounts:secrets", RedisType.Hash, "list of client secrets",
        "No client secret and no API key is accepted.");

    /// <summary>All service accounts, in the order they were registered.</summary>
    public static readonly RedisName AllAccounts = new("accounts", RedisType.SortedSet, "list of service accounts", NoRegistration);

    /// <summary>The service accounts of an owner, in the same order.</summary>
    public static readonly RedisName AccountsByOwner = new("accounts:of:", RedisType.SortedSet, "list of a visitor's service accounts",
        NotThatVisitor);

    /// <summary>The service accounts of a source, in the same order.</summary>
    public static readonly RedisName AccountsBySource = new("accounts:from:", RedisType.SortedSet, "list of an address's service accounts",
        "From that address no service account is registered.");

    /// <summary>How many service accounts each source has.</summary>
    public static readonly RedisName AccountSources = new("accounts:sources", RedisType.SortedSet, "count of service accounts by address",
        NoRegistration);

    /// <summary>Numbers the service accounts.</summary>
    public static readonly RedisName AccountCount = new("accounts:count", RedisType.String, "count of service accounts", NoRegistration);

    /// <summary>The assertions that were used, by when they can go.</summary>
    public static readonly RedisName UsedAssertions = new("assertions", RedisType.SortedSet, "list of used assertions",
        "No assertion is accepted.");

    /// <summary>Held by the server that makes the first key of Data Protection, for as long as that takes.</summary>
    public static readonly RedisName FirstKey = new("first", RedisType.String, "lock of the first key", NoStart);

    /// <summary>A channel on which servers tell each other whose sessions changed.</summary>
    public static readonly RedisChannel SessionsChanged = RedisChannel.Literal(RedisName.Root + "sessions-changed");

    /// <summary>A channel on which servers tell each other that a token was renewed.</summary>
    public static readonly RedisChannel TokenRenewed = RedisChannel.Literal(RedisName.Root + "token-renewed");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RedisName> All { get; } =
    [
        DataProtection, KeySchedules, KeyChanges, DataSet, Settling, Denylist, DenylistEnds, DenylistLast, Families, FamiliesByOwner,
        FamiliesByUse, FamilyCount, Attempts, Settings, Tickets, Accounts, AccountsBySecret, AllAccounts, AccountsByOwner, AccountsBySource,
        AccountSources, AccountCount,
        UsedAssertions, FirstKey,
    ];

    /// <summary>The keys whose whole name is known beforehand.</summary>
    public static IReadOnlyList<RedisKey> Whole { get; } =
        [.. All.Where(name => !name.IsPrefix).Select(name => (RedisKey)name), .. SigningAlgorithms.All.Select(KeySchedule)];

    public static RedisKey KeySchedule(string algorithm) => KeySchedules + algorithm;

    /// <summary>What a key is for.</summary>
    public static RedisName Of(RedisKey key) =>
        All.Where(name => name.IsPrefix ? ((string)key!).StartsWith(name.ToString(), StringComparison.Ordinal) : key == name)
            .OrderBy(name => name.IsPrefix).First();
}

/// <summary>The name of a key in Redis, or how the names of many begin.</summary>
/// <param name="Name">The name, without what is before all of them.</param>
/// <param name="Type">The type of the key.</param>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Consequence">What follows when something else is there, in a sentence.</param>
internal sealed record RedisName(string Name, RedisType Type, string Kind, string Consequence)
{
    public const string Root = "{blazorjwt}:";

    /// <summary>True for the beginning of many names.</summary>
    public bool IsPrefix => Name.EndsWith(':');

    public static implicit operator RedisKey(RedisName name) => name.ToString();

    public override string ToString() => Root + Name;
}
