using System.Runtime.CompilerServices;
using System.Security.Claims;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace BlazorJwt.Accounts;

/// <summary>
/// What authentication leaves on a request, for one that was admitted by <see cref="ShortWay"/>: the same user, ticket and result as JwtBearer's.
/// </summary>
/// <remarks>As in the framework, a user that somebody sets later takes the result away: it would speak of another.</remarks>
internal sealed class RememberedAdmission : RequestVerdict, IAuthenticateResultFeature, IHttpAuthenticationFeature
{
    // A ticket has them as text. They are written once for a token, and each ticket gets a copy.
    private static readonly ConditionalWeakTable<CheckedToken, Dictionary<string, string?>> Times = [];

    private ClaimsPrincipal? _user;
    private AuthenticateResult? _result;

    public RememberedAdmission(TokenVerdict verdict)
        : base(verdict)
    {
        var properties = new AuthenticationProperties(new Dictionary<string, string?>(Times.GetValue(verdict.Remembered!, Write)));
        _user = new(verdict.Identity!);
        _result = AuthenticateResult.Success(new(_user, properties, JwtBearerDefaults.AuthenticationScheme));
    }

    public ClaimsPrincipal? User
    {
        get => _user;
        set => (_user, _result) = (value, null);
    }

    public AuthenticateResult? AuthenticateResult
    {
        get => _result;
        set => (_user, _result) = (value?.Principal, value);
    }

    private static Dictionary<string, string?> Write(CheckedToken token) => new(new AuthenticationProperties { ExpiresUtc = token.ValidTo, IssuedUtc = token.ValidFrom }.Items);
}
