namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>One way to get tokens at the token endpoint (RFC 6749 section 1.3).</summary>
internal interface IGrant
{
    string Type { get; }

    Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, Client client);
}
