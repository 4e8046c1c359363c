using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>Where servers that share their signing keys agree on them. One server alone has nobody to agree with.</summary>
internal interface IKeyScheduleStore
{
    /// <summary>The schedule as all servers have it now.</summary>
    /// <param name="known">The schedule as this server knows it; returned when nobody changed it.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    /// <exception cref="UnreadableEntryException">The store has it, and it can't be read.</exception>
    KeySchedule Read(KeySchedule known, DateTimeOffset now);

    /// <summary>Writes a schedule that was worked out from the one that <see cref="Read"/> gave.</summary>
    /// <returns>The schedule that holds now; null when another server was quicker, and nothing was written.</returns>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    KeySchedule? TryWrite(KeySchedule former, KeySchedule next);
}

/// <summary>One server alone: what it knows is so.</summary>
internal sealed class KeySchedulesInMemory : IKeyScheduleStore
{
    public KeySchedule Read(KeySchedule known, DateTimeOffset now) => known;

    public KeySchedule TryWrite(KeySchedule former, KeySchedule next) => next;
}
