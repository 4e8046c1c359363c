using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>Goes the ways of a service account into the API, over HTTP, as a program elsewhere does.</summary>
internal sealed class ClientAuthenticationRunner(OrdersClient api, ServiceAccountRegistry accounts, TimeProvider time)
{
    /// <exception cref="StoreUnreachableException">The accounts can't be read. Nothing was sent.</exception>
    public async Task<ClientAuthenticationRun> SendAsync(ClientAuthenticationMethod way, MachineProgram program, MachineFault fault,
        ApiCall call, string visitorId, CancellationToken cancellation)
    {
        var listed = (await accounts.OfAsync(visitorId)).FirstOrDefault(account => account.ClientId == program.ClientId)?.Credentials ?? [];
        var run = new ClientAuthenticationRun(way, fault, call,
            ClientAuthenticationRequest.Make(way, program, fault, listed, time.GetUtcNow()));
        if (run.Proof.Problem is not null) return run;
        var first = await OnceAsync(run, visitorId, cancellation);
        return fault is MachineFault.SentTwice ? await OnceAsync(run, visitorId, cancellation) with { First = first } : first;
    }

    /// <summary>Sends the very same once more, the access token of the run too.</summary>
    public async Task<ClientAuthenticationReplay> ReplayAsync(ClientAuthenticationRun run, string visitorId, CancellationToken cancellation)
    {
        var token = run.AccessToken is { } text ? await api.SendAsync(run.Call, text, visitorId, cancellation) : null;
        var again = run.Proof.TokenCall is { } asked
            ? await api.SendAsync(asked, run.Proof.Credentials, visitorId, cancellation)
            : await api.SendAsync(run.Call, run.Proof.Credentials, visitorId, cancellation);
        return new(again.Status, run.Proof.TokenCall is null ? null : Text(again, "error"), token?.Status);
    }

    private async Task<ClientAuthenticationRun> OnceAsync(ClientAuthenticationRun run, string visitorId, CancellationToken cancellation)
    {
        if (run.Proof.TokenCall is not { } asked)
            return run with { Answer = await api.SendAsync(run.Call, run.Proof.Credentials, visitorId, cancellation) };
        var token = await api.SendAsync(asked, run.Proof.Credentials, visitorId, cancellation);
        var got = run with { Token = token, Error = Text(token, "error"), Reason = Text(token, "error_description") };
        return token.Succeeded && Text(token, "access_token") is { } text
            ? got with
            {
                AccessToken = text,
                Lifetime = Member(token, "expires_in") is { } seconds ? TimeSpan.FromSeconds(seconds.GetInt32()) : null,
                Answer = await api.SendAsync(run.Call, text, visitorId, cancellation),
            }
            : got;
    }

    private static string? Text(ApiAnswer answer, string name) => Member(answer, name)?.GetString();

    private static JsonElement? Member(ApiAnswer answer, string name)
    {
        if (answer is not { Failure: null, Body: { } body }) return null;
        using var json = JsonDocument.Parse(body);
        return json.RootElement.Member(name)?.Clone();
    }
}
