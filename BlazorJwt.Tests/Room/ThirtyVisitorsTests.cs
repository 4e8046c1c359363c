using System.Globalization;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Visitors.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorJwt.Tests.Room;

/// <summary>A room full: thirty people on one server, behind one address, all signed in as the same demo people, at the same
/// time.</summary>
[Trait("needs", "server")]
public sealed class ThirtyVisitorsTests : IAsyncLifetime
{
    private const int People = 30;

    // Thirty scripts sign in at once, and one password is hashed after the other, at full cost: on a busy machine the last one waits longer
    // than the ten seconds after which the page tells a person to try again. Simulated issuers are asked in this
    // process too, beside the rest.
    private readonly RunningApp _app = AppFixture.Start([("Api:Timeout", "00:00:55"), ("Issuers:Timeout", "00:00:55")],
        services: services => services.Replace(ServiceDescriptor.Singleton<DemoPeople, DemoPeople>()));
    private readonly string[] _tokenIds = new string[People];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void The_walk_goes_through_every_lesson() =>
        Assert.All(Lesson.All, lesson => Assert.Contains(LessonWalk.All,
            step => $"{step.Path}/".StartsWith($"/{lesson.Slug}/", StringComparison.Ordinal)));

    [Fact]
    public async Task Thirty_people_go_through_every_lesson_and_nobody_is_locked_out_or_sees_anything_of_another()
    {
        // Right passwords all: anyone who is refused one is locked out by what the others did.
        var visitors = await Task.WhenAll(Enumerable.Range(0, People).Select(SignInAsync));

        await Task.WhenAll(visitors.Index().Select(visitor => WalkAsync(visitor.Item, visitor.Index)));

        Assert.DoesNotContain(_app.LogText.Split('\n'),
            line => line.StartsWith("Error ", StringComparison.Ordinal) || line.StartsWith("Critical ", StringComparison.Ordinal));
        foreach (var visitor in visitors) visitor.Dispose();
    }

    private async Task WalkAsync(VisitorSession visitor, int number)
    {
        foreach (var step in LessonWalk.All)
        {
            await using var page = await step.TakeAsync(visitor, Name(number));
            var text = page.Text;
            // What is a person's own is there, so that to find nothing of the others says something.
            if (step.Path is "/read-the-token") Assert.Contains(_tokenIds[number], text, StringComparison.Ordinal);
            if (step.Path is "/keys-for-machines") Assert.Contains($"robot of {Name(number)}", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Enumerable.Range(0, People).Where(other => other != number), other =>
                text.Contains(Name(other), StringComparison.Ordinal) || text.Contains(_tokenIds[other], StringComparison.Ordinal));
        }
    }

    private async Task<VisitorSession> SignInAsync(int number)
    {
        var visitor = await _app.SignInAsync(number % 3 == 0 ? "mira" : "alice", TestContext.Current.CancellationToken);
        _tokenIds[number] = TokenDecoder.Decode(visitor.Token).Payload!.Value.GetProperty("jti").GetString()!;
        return visitor;
    }

    // Two digits each, so that none is the beginning of another.
    private static string Name(int number) => $"visitor-{number.ToString("00", CultureInfo.InvariantCulture)}";
}
