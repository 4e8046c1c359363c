namespace BlazorJwt.Redis;

/// <summary>The keys of one algorithm, as servers share them.</summary>
/// <param name="Version">Goes up with each change.</param>
/// <param name="Lineage">Drawn when they were first written: another one means that the store was emptied since.</param>
internal sealed record StoredKeySchedule(long Version, string Lineage, IReadOnlyList<StoredKey> Keys);

/// <summary>A key and the times of its life.</summary>
/// <param name="Material">What it is made of, private half included; null for one that is in the settings of each server.</param>
/// <param name="PublishedAt">When its public half came into the key set.</param>
/// <param name="SignsUntil">When it signs no more; null while no successor is known.</param>
/// <param name="LastTokenEnds">When its last token is over, as far as is known.</param>
internal sealed record StoredKey(string KeyId, byte[]? Material, DateTimeOffset PublishedAt, DateTimeOffset SignsFrom,
    DateTimeOffset? SignsUntil, DateTimeOffset LastTokenEnds)
{
    public override string ToString() => "stored key (redacted)";
}
