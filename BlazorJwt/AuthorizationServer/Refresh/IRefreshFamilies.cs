namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>Where refresh families are kept. Each member is one step: no other can come in between.</summary>
internal interface IRefreshFamilies
{
    /// <summary>Keeps a new family.</summary>
    /// <returns>The families that had to make room.</returns>
    ValueTask<IReadOnlyList<RefreshFamily>> AddAsync(RefreshFamily family);

    ValueTask<RefreshFamily?> FindAsync(string familyId);

    /// <summary>The families of an owner, newest first.</summary>
    ValueTask<IReadOnlyList<RefreshFamily>> OfAsync(string owner);

    /// <summary>Changes a family. Of two changes at once, the second is worked out from what the first made.</summary>
    /// <param name="change">Makes the changed family, or null to leave it as it is. It may be asked again.</param>
    /// <returns>The families that had to make room for one that got an owner; null when nothing was changed.</returns>
    ValueTask<IReadOnlyList<RefreshFamily>?> ChangeAsync(string familyId, Func<RefreshFamily, RefreshFamily?> change);
}
