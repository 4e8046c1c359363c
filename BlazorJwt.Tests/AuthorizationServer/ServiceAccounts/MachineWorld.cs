using System.Text;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>A service account of a visitor, and the ways it calls.</summary>
internal sealed class MachineWorld(RunningApp app, params string[] scopes)
{
    public const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public string Visitor { get; } = Guid.NewGuid().ToString("N");

    public ServiceAccountRegistry Accounts { get; } = app.Services.GetRequiredService<ServiceAccountRegistry>();

    public async Task<HandedOut> RegisterAsync() =>
        (await Accounts.RegisterAsync(Visitor, "nightly report", scopes is [] ? ["orders.read"] : scopes)).Given!;

    public static string Basic(string id, string secret) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}"));

    public async Task<HttpResponseMessage> TokenAsync(string? authorization, params (string Name, string Value)[] fields)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri("/token", UriKind.Relative))
        {
            Content =
                new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
        };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request, SignInForms.Cancellation);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, SignInForms.Cancellation);
    }
}
