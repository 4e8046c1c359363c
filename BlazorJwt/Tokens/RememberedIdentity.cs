using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>
/// The identity of a token that was found good before, one for each request. Its claims are written into it when somebody first asks for one: a
/// request that is let in for being signed in, and no more, never does (docs/decisions/0008-good-tokens-are-remembered.md).
/// </summary>
/// <remarks>
/// Every way to the claims leads through <see cref="Write"/>. The framework's copying constructors read the list behind the properties, but ask for
/// <see cref="AuthenticationType"/> first: so that writes them too. Only the library's own copying constructor asks for nothing, and gets an identity
/// without claims, which opens nothing; <see cref="Clone"/> is the way to copy. The library alone can set its <c>SecurityToken</c>; here it is
/// <see cref="Token"/>.
/// </remarks>
internal sealed class RememberedIdentity(TokenVerdict verdict, string authenticationType) : CaseSensitiveClaimsIdentity(authenticationType, verdict.Policy.NameClaim, verdict.Policy.RoleClaim)
{
    private volatile bool _isWritten;

    /// <summary>The token, this request's own.</summary>
    public CheckedToken Token => verdict.Token!;

    public override bool IsAuthenticated => true;

    public override string? AuthenticationType
    {
        get
        {
            Write();
            return base.AuthenticationType;
        }
    }

    public override IEnumerable<Claim> Claims
    {
        get
        {
            Write();
            return base.Claims;
        }
    }

    public override void AddClaim(Claim claim)
    {
        Write();
        base.AddClaim(claim);
    }

    public override void AddClaims(IEnumerable<Claim?> claims)
    {
        Write();
        base.AddClaims(claims);
    }

    public override void RemoveClaim(Claim? claim)
    {
        Write();
        base.RemoveClaim(claim);
    }

    public override bool TryRemoveClaim(Claim? claim)
    {
        Write();
        return base.TryRemoveClaim(claim);
    }

    public override ClaimsIdentity Clone()
    {
        Write();
        return base.Clone();
    }

    protected override void WriteTo(BinaryWriter writer, byte[]? userData)
    {
        Write();
        base.WriteTo(writer, userData);
    }

    private void Write()
    {
        if (_isWritten) return;
        lock (verdict)
        {
            if (_isWritten) return;
            // It takes copies: the claims of the token belong to every request with it.
            base.AddClaims(Token.Claims);
            _isWritten = true;
        }
    }
}
