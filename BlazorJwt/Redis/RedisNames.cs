namespace BlazorJwt.Redis;

/// <summary>The names of what is kept in Redis. The braces put all of it into one slot of a cluster, so that a script may touch several.</summary>
internal static class RedisNames
{
    public const string Root = "{blazorjwt}:";

    public const string DataProtection = Root + "data-protection";

    /// <summary>A hash for each algorithm: version, lineage, and the keys, protected.</summary>
    public static string KeySchedule(string algorithm) => $"{Root}keys:{algorithm}";

    /// <summary>Goes up with each change of any signing key.</summary>
    public const string KeyChanges = Root + "keys:changes";

    /// <summary>Drawn when Redis is first used. Another name means that it lost what it held.</summary>
    public const string DataSet = Root + "set";

    /// <summary>There while servers write again what Redis lost.</summary>
    public const string Settling = Root + "settling";

    /// <summary>What was taken back, by the number it was written with.</summary>
    public const string Denylist = Root + "denylist";

    /// <summary>The same, by when it can go.</summary>
    public const string DenylistEnds = Root + "denylist:ends";

    /// <summary>The last number.</summary>
    public const string DenylistLast = Root + "denylist:last";

    /// <summary>A hash for each refresh family: version, owner, and the family.</summary>
    public const string Families = Root + "family:";

    /// <summary>The families of an owner, in the order they came.</summary>
    public const string Owners = Root + "owner:";

    /// <summary>All families, those that have to make room first in front.</summary>
    public const string FamiliesByUse = Root + "families";

    /// <summary>Numbers the families.</summary>
    public const string FamilyCount = Root + "families:count";

    /// <summary>A hash for each key whose attempts are counted.</summary>
    public const string Attempts = Root + "attempts:";

    /// <summary>Where servers tell each other whose sessions changed.</summary>
    public const string SessionsChanged = Root + "sessions-changed";

    /// <summary>Where servers tell each other that a token was renewed.</summary>
    public const string TokenRenewed = Root + "token-renewed";

    /// <summary>The settings that all servers must have alike, there while one of them runs.</summary>
    public const string Settings = Root + "settings";

    /// <summary>The tickets of the lab's sessions.</summary>
    public const string Tickets = Root + "ticket:";

    /// <summary>A hash for each service account: version, owner, the account, the hashes of its secrets, and when each credential was last used.</summary>
    public const string Accounts = Root + "account:";

    /// <summary>Which account has a secret, by the hash of the secret.</summary>
    public const string AccountsBySecret = Root + "accounts:secrets";

    /// <summary>All service accounts, in the order they were registered.</summary>
    public const string AllAccounts = Root + "accounts";

    /// <summary>The service accounts of an owner, in the same order.</summary>
    public const string AccountsByOwner = Root + "accounts:of:";

    /// <summary>The service accounts of a source, in the same order.</summary>
    public const string AccountsBySource = Root + "accounts:from:";

    /// <summary>How many service accounts each source has.</summary>
    public const string AccountSources = Root + "accounts:sources";

    /// <summary>Numbers the service accounts.</summary>
    public const string AccountCount = Root + "accounts:count";

    /// <summary>The assertions that were used, by when they can go.</summary>
    public const string UsedAssertions = Root + "assertions";

    /// <summary>Held by the server that makes first things, for as long as that takes.</summary>
    public const string FirstThings = Root + "first";
}
