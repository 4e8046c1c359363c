using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>Where several servers keep the keys they share. A seam: without one the keys live in this process alone.</summary>
internal interface IKeyScheduleStore
{
    /// <summary>The keys of an algorithm as they are now; null when nobody wrote any yet.</summary>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    /// <exception cref="UnreadableEntryException">The store has them, and they can't be read.</exception>
    StoredKeySchedule? Read(string algorithm);

    /// <summary>Writes the keys of an algorithm, unless somebody else wrote since <paramref name="former"/>: then nothing is written.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="former">The version that the new keys were made from; 0 for none.</param>
    /// <param name="line">The new keys, with the version after that.</param>
    /// <returns>False when another server was quicker.</returns>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    bool TryWrite(string algorithm, long former, StoredKeySchedule line);
}

/// <summary>The keys of one algorithm, as servers share them.</summary>
/// <param name="Version">Goes up with each change.</param>
/// <param name="Lineage">Drawn when the line was first written: another one means that the store was emptied meanwhile.</param>
/// <param name="Keys">The keys, oldest first.</param>
internal sealed record StoredKeySchedule(long Version, string Lineage, IReadOnlyList<StoredKey> Keys);

/// <summary>A key and the times of its life.</summary>
/// <param name="KeyId">Its <c>kid</c>.</param>
/// <param name="Material">What it is made of, as <see cref="TokenKey.Material"/> writes it; null for one that stands in the settings of each server.</param>
/// <param name="PublishedAt">When it came into the key set.</param>
/// <param name="SignsFrom">When it begins to sign.</param>
/// <param name="SignsUntil">When it signs no more; null while no successor is known.</param>
/// <param name="LastTokenEnds">When its last token is over, as far as anybody knows.</param>
internal sealed record StoredKey(string KeyId, byte[]? Material, DateTimeOffset PublishedAt, DateTimeOffset SignsFrom, DateTimeOffset? SignsUntil, DateTimeOffset LastTokenEnds)
{
    /// <summary>Says that it is a key, never what it is made of.</summary>
    public override string ToString() => "stored key (redacted)";
}
