using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>
/// Refresh tokens (RFC 6749 section 6) that rotate (RFC 9700 section 4.14.2): each is exchanged for the next; one that is reused ends the
/// whole family, its access tokens included. <see cref="RefreshFamily.Rotate"/> says what is reuse. Opaque, and kept as hashes.
/// </summary>
internal sealed class RefreshTokens(TokenService tokens, IRefreshFamilies families, IOptions<RefreshOptions> options, TimeProvider time)
{
    /// <summary>Says whose families changed, with the owner. It comes on a thread of its own: a listener can't hold up a sign-in.</summary>
    public event Action<string>? Changed;

    /// <summary>The same, of what this server changed: for telling the others.</summary>
    public event Action<string>? ChangedHere;

    /// <summary>Begins a family: the tokens of a sign-in.</summary>
    /// <param name="grant">What the access tokens are to say.</param>
    /// <param name="owner">Whose it is, for the list of sessions; null for nobody's.</param>
    /// <param name="place">Where it came from, in words for the owner.</param>
    /// <param name="renewable">False for a sign-in that ends with its access token.</param>
    /// <param name="source">The mark of the address it came from, for the bound on all. Left out: the owner.</param>
    public async Task<TokenPair> StartAsync(TokenRequest grant, string? owner, string place, bool renewable = true, string? source = null)
    {
        var access = tokens.Issue(grant);
        var (id, now) = (RefreshToken.NewFamilyId(), time.GetUtcNow());
        var refresh = renewable ? RefreshToken.New(id) : null;
        var node = new RefreshNode(1, null, 1, now, null, access.JwtId, access.ExpiresAt)
        {
            Digest = refresh is null ? null : DigestOf(refresh),
        };
        var (end, idle) = (now + options.Value.AbsoluteLifetime, options.Value.IdleLifetime);
        var family = new RefreshFamily(id, grant, owner, place, now, end, idle, [node]) { Source = source ?? owner ?? "" };
        await TakeBackAsync((await families.AddAsync(family)).SelectMany(gone => gone.Nodes));
        Tell(owner);
        return new(access, refresh, grant.Scopes, family);
    }

    /// <summary>Exchanges a refresh token for the next, and a new access token. Never throws on a token, however broken.</summary>
    /// <param name="scopes">The scopes asked for; null for all that were granted.</param>
    /// <param name="renew">What a new token says today; null when the person must not sign in any more. Left out: as at sign-in.</param>
    public async Task<RefreshAnswer> RefreshAsync(string? text, string clientId, IReadOnlyList<string>? scopes = null,
        Func<RefreshFamily, TokenRequest?>? renew = null)
    {
        if (await LookUpAsync(text) is not ({ } family, { } node)) return new(null, RefreshRefusal.Unknown, null);
        if (family.Grant.ClientId != clientId) return new(null, RefreshRefusal.ForeignClient, family);

        var now = time.GetUtcNow();
        // Asking for too much is a mistake of the client's: a good token is not used up by it.
        var asksTooMuch = scopes?.Except(family.Grant.Scopes, StringComparer.Ordinal).Any() is true;
        if (asksTooMuch && family.IsAlive(now) && family.CanBeExchanged(node, now, options.Value.Grace))
            return new(null, RefreshRefusal.ScopeTooWide, family);

        var grant = renew is null ? family.Grant : renew(family);
        if (grant is null)
        {
            await EndAsync(family.Id, RefreshEndReason.Revoked);
            return new(null, RefreshRefusal.NotAllowed, family);
        }

        // Asked for by name or not: no scope that was taken from the person since.
        string[] granted = [.. (scopes ?? grant.Scopes).Intersect(grant.Scopes, StringComparer.Ordinal)];
        // Made before the exchange, so that the store can note its name in the same step. When that is refused, nobody ever sees the token.
        var access = tokens.Issue(grant with { Scopes = granted });
        var next = RefreshToken.New(family.Id);
        var rotation = new Rotation(now, options.Value.Grace, DigestOf(text!), DigestOf(next), access.JwtId, access.ExpiresAt);
        var rotated = new Rotated(RotationOutcome.Unknown, null);
        await ChangeAsync(family.Id, former =>
        {
            rotated = former.Rotate(rotation);
            return ReferenceEquals(rotated.Family, former) ? null : rotated.Family;
        });
        if (rotated.Dropped is { } dropped) await TakeBackAsync([dropped]);
        return rotated.Succeeded
            ? new(new(access, next, granted, rotated.Family!), null, rotated.Family)
            : new(null, RefusalOf(rotated.Outcome), rotated.Family);
    }

    /// <summary>The family a refresh token belongs to, used up or not; null for a text that is none.</summary>
    public async Task<RefreshFamily?> FindAsync(string? text) => (await LookUpAsync(text)).Family;

    /// <summary>The place of a refresh token in its family; null for a text that is none.</summary>
    public async Task<RefreshNode?> NodeOfAsync(string? text) => (await LookUpAsync(text)).Node;

    /// <summary>The family a refresh token belongs to, when the token could be exchanged now; null otherwise. Uses nothing up.</summary>
    public async Task<RefreshFamily?> FindUsableAsync(string? text) =>
        await LookUpAsync(text) is ({ } family, { } node) && family.IsAlive(time.GetUtcNow()) && node.Generation == family.Generation
            ? family : null;

    /// <summary>The families of an owner, newest first, those that ended included.</summary>
    public async Task<IReadOnlyList<RefreshFamily>> OfAsync(string owner) => await families.OfAsync(owner);

    /// <summary>The family of an owner that an access token belongs to; null for a token that came another way.</summary>
    public async Task<RefreshFamily?> OfAccessTokenAsync(string owner, string jwtId) =>
        (await families.OfAsync(owner)).FirstOrDefault(family => family.Nodes.Any(node => node.AccessTokenId == jwtId));

    /// <summary>Says whose a family is. Anyone who holds its refresh token may, and only while it is nobody's.</summary>
    /// <returns>False when it is somebody's, or the token is none.</returns>
    public async Task<bool> GiveAsync(string? text, string owner, string place) => await FindAsync(text) is { } family
        && await ChangeAsync(family.Id, former => former.Owner is null ? former with { Owner = owner, Place = place } : null);

    /// <summary>Ends a family: its refresh tokens are no longer accepted, and its access tokens are revoked.</summary>
    /// <returns>False when there is none, or it had ended before.</returns>
    public Task<bool> EndAsync(string familyId, RefreshEndReason reason) =>
        ChangeAsync(familyId, family => family.End is null ? family.Ended(reason, time.GetUtcNow()) : null);

    // Revokes the access tokens of what was ended by the change, or had to make room for it, and tells the owner.
    private async Task<bool> ChangeAsync(string familyId, Func<RefreshFamily, RefreshFamily?> change)
    {
        RefreshFamily? changed = null;
        if (await families.ChangeAsync(familyId, former => changed = change(former)) is not { } gone) return false;
        if (changed!.End is not null) gone = [.. gone, changed];
        await TakeBackAsync(gone.SelectMany(family => family.Nodes));
        Tell(changed.Owner);
        return true;
    }

    private static TokenDigest DigestOf(string text) =>
        TokenDigest.TryOf(text, out var digest) ? digest : throw new ArgumentException("A refresh token is ASCII.", nameof(text));

    private static RefreshRefusal RefusalOf(RotationOutcome outcome) => outcome switch
    {
        RotationOutcome.Ended => RefreshRefusal.Ended,
        RotationOutcome.Expired => RefreshRefusal.Expired,
        RotationOutcome.Reused => RefreshRefusal.Reused,
        _ => RefreshRefusal.Unknown,
    };

    private async Task<(RefreshFamily? Family, RefreshNode? Node)> LookUpAsync(string? text)
    {
        if (RefreshToken.FamilyOf(text) is not { } id || await families.FindAsync(id) is not { } family) return default;
        // A family's name is no secret: who knows only that can neither use it nor end it.
        return family.Find(DigestOf(text!)) is { } node ? (family, node) : default;
    }

    private Task TakeBackAsync(IEnumerable<RefreshNode> nodes)
    {
        // Within the skew a check would still accept it.
        var over = time.GetUtcNow() - tokens.Policy.ClockSkew;
        return tokens.RevokeAsync(nodes.Where(node => over < node.AccessExpiresAt)
            .Select(node => (node.AccessTokenId, node.AccessExpiresAt)));
    }

    /// <summary>Hears that another server changed the families of an owner.</summary>
    public void Hear(string owner)
    {
        if (Changed is { } listeners) _ = Task.Run(() => listeners(owner));
    }

    private void Tell(string? owner)
    {
        if (owner is null) return;
        Hear(owner);
        if (ChangedHere is { } listeners) _ = Task.Run(() => listeners(owner));
    }
}
