using System.Text;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorJwt.Tests.Api;

/// <summary>Asks each operation of the API's description for each of its answers: what is described is answered, and what is answered is
/// described, with its status and its content type.</summary>
[Trait("needs", "server")]
public sealed class DescribedAnswersTests : IAsyncLifetime
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    private readonly RunningApp _app = AppFixture.Start();
    private readonly RunningApp _strict = AppFixture.Start([("Accounts:TokenRequestsByAddress", "1"), ("Accounts:AttemptsByAddress", "1")]);
    private readonly RunningApp _outage = AppFixture.Start(services: services => services
        .Replace(ServiceDescriptor.Singleton<IDenylistStore, AwayStore>())
        .Replace(ServiceDescriptor.Singleton<IRefreshFamilies, AwayStore>()));

    private readonly List<string> _answers = [];

    [Fact]
    public async Task Every_answer_of_every_operation_is_described_and_every_described_answer_is_given()
    {
        await GuardedAsync("GET /api/orders", new Visitor(_app).Token(scopes: "orders.read"));
        await GuardedAsync("POST /api/orders", new Visitor(_app).Token(), """{"item":"tea"}""");
        await GuardedAsync("GET /api/sales-total", Manager(_app));
        await GuardedAsync("POST /api/keys/PS256/rotation", Manager(_app));
        await GuardedAsync("POST /introspect", Manager(_app), "token=x", Form);
        await AskAsync(_app, "GET /api/menu");
        await AskAsync(_app, "POST /api/orders", $"Bearer {Manager(_app)}", """{"item":"moon"}""");
        await AskAsync(_app, "POST /api/orders", $"Bearer {Manager(_app)}", "tea", "text/plain");
        await AskAsync(_app, "POST /api/orders", $"Bearer {Manager(_app)}", new string(' ', 100_000));
        await AskAsync(_app, "POST /api/keys/none/rotation", $"Bearer {Manager(_app)}");
        await AskAsync(_app, "POST /introspect", $"Bearer {Manager(_app)}", "nothing=here", Form);
        for (var times = 0; times < 2; times++)
        {
            await AskAsync(_app, "POST /api/keys/PS256/rotation", $"Bearer {Manager(_app)}");
            await AskAsync(_strict, "POST /introspect", $"Bearer {Manager(_strict)}", "token=x", Form);
        }

        foreach (var operation in (string[])["POST /token", "POST /revoke"])
        {
            const string Good = "grant_type=password&username=alice&password=correct+horse&token=x";
            await AskAsync(_app, operation, null, Good, Form);
            await AskAsync(_app, operation, null, "nothing=here", Form);
            await AskAsync(_app, operation, MachineWorld.Basic("svc-0000000000000000", "wrong"), Good, Form);
            var token = new Visitor(_outage).Token();
            await AskAsync(_outage, operation, null, Good.Replace("=x", $"={token}", StringComparison.Ordinal), Form);
            for (var times = 0; times < 2; times++) await AskAsync(_strict, operation, null, Good, Form);
        }

        Assert.Equal(await DescribedAsync(), _answers.Distinct().Order(StringComparer.Ordinal));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _strict.DisposeAsync();
        await _outage.DisposeAsync();
    }

    private static string Manager(RunningApp app) => new Visitor(app).Token(role: "manager");

    private async Task<IEnumerable<string>> DescribedAsync()
    {
        using var description = await new Visitor(_app).WithHeader(HttpMethod.Get, "/openapi/v1.json", token: null);
        var answers = from path in (await description.JsonAsync()).GetProperty("paths").EnumerateObject()
                      from operation in path.Value.EnumerateObject()
                      from answer in operation.Value.GetProperty("responses").EnumerateObject()
                      from type in answer.Value.TryGetProperty("content", out var content)
                          ? content.EnumerateObject().Select(type => type.Name) : ["nothing"]
                      select $"{operation.Name.ToUpperInvariant()} {path.Name} {answer.Name} {type}";
        return answers.Order(StringComparer.Ordinal);
    }

    // What every operation that asks for a token answers.
    private async Task GuardedAsync(string operation, string token, string? body = null, string type = Json)
    {
        await AskAsync(_app, operation, $"Bearer {token}", body, type);
        await AskAsync(_app, operation, null, body, type);
        await AskAsync(_app, operation, "Bearer", body, type);
        await AskAsync(_app, operation, $"Bearer {token} {token}", body, type);
        await AskAsync(_app, operation, $"Bearer {token}x", body, type);
        await AskAsync(_app, operation, $"Bearer {new Visitor(_app).Token(scopes: "nothing")}", body, type);
        await AskAsync(_outage, operation, $"Bearer {Manager(_outage)}", body, type);
    }

    private async Task AskAsync(RunningApp app, string operation, string? authorization = null, string? body = null, string type = Json)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(new(operation.Split(' ')[0]), operation.Split(' ')[1]);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var path = operation.Replace("/PS256/", "/{algorithm}/", StringComparison.Ordinal)
            .Replace("/none/", "/{algorithm}/", StringComparison.Ordinal);
        _answers.Add($"{path} {(int)answer.StatusCode} {answer.Content.Headers.ContentType?.MediaType ?? "nothing"}");
    }

    // The stores that servers share, while they can't be reached.
    private sealed class AwayStore : IDenylistStore, IRefreshFamilies
    {
        public bool IsShared => true;

        public bool IsCurrent => false;

        public Task WriteAsync(IReadOnlyCollection<DenylistEntry> entries) => throw new StoreUnreachableException();

        public void WriteLater(DenylistEntry entry)
        {
        }

        public ValueTask<IReadOnlyList<RefreshFamily>> AddAsync(RefreshFamily family) => throw new StoreUnreachableException();

        public ValueTask<RefreshFamily?> FindAsync(string familyId) => throw new StoreUnreachableException();

        public ValueTask<IReadOnlyList<RefreshFamily>> OfAsync(string owner) => throw new StoreUnreachableException();

        public ValueTask<IReadOnlyList<RefreshFamily>?> ChangeAsync(string familyId, Func<RefreshFamily, RefreshFamily?> change) =>
            throw new StoreUnreachableException();
    }
}
