namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>
/// Where refresh families are kept. The seam for a store that several servers share: each member is one step that nobody comes in between of.
/// </summary>
public interface IRefreshFamilies
{
    /// <summary>Keeps a new family.</summary>
    /// <returns>The families that had to make room.</returns>
    ValueTask<IReadOnlyList<RefreshFamily>> AddAsync(RefreshFamily family);

    /// <summary>The family as it is now; null when there is none.</summary>
    ValueTask<RefreshFamily?> FindAsync(string familyId);

    /// <summary>The families of an owner, newest first.</summary>
    ValueTask<IReadOnlyList<RefreshFamily>> OfAsync(string owner);

    /// <summary>Exchanges a token, by the rule of <see cref="RefreshFamily.Rotate"/>. Of two that come at once, the second sees what the first did.</summary>
    ValueTask<Rotated> RotateAsync(Rotation rotation);

    /// <summary>Ends a family.</summary>
    /// <returns>The family, when this call ended it; null when there is none or it had ended before.</returns>
    ValueTask<RefreshFamily?> EndAsync(string familyId, RefreshEndReason reason, DateTimeOffset at);

    /// <summary>Gives a family that is nobody's to an owner.</summary>
    /// <returns>The families of that owner that had to make room; null when there is no such family, or it has an owner.</returns>
    ValueTask<IReadOnlyList<RefreshFamily>?> GiveAsync(string familyId, string owner, string place);
}
