using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Accounts;

/// <summary>JwtBearer's handler, which knows of two more things: whom <see cref="ShortWay"/> admitted, and who checks their token themselves.</summary>
internal sealed class RememberingBearerHandler(IOptionsMonitor<JwtBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder) : JwtBearerHandler(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        ChecksTokenItself.IsOn(Context) ? Task.FromResult(AuthenticateResult.NoResult())
        : Context.Features.Get<RequestVerdict>() is RememberedAdmission { AuthenticateResult: { } admitted } ? Task.FromResult(admitted)
        : base.HandleAuthenticateAsync();
}
