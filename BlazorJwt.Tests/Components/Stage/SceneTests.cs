using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Components.Stage;

namespace BlazorJwt.Tests.Components.Stage;

/// <summary>The scenes of every lesson, before and after their experiments: few words, and room for all of them.</summary>
public sealed class SceneTests
{
    // An average letter of the drawing's 17 px, bold, and the space at the sides of a box.
    private const double Letter = 9.2;
    private const double TallLetter = 8.1;
    private const double Sides = 20;

    private static readonly PlacesSeen Full = new(Holding.Token, Holding.Token, "alice", Holding.Token);

    private static readonly StepResult Stolen = Result(
        new StageEvent([KeepSafeScenes.Plain, KeepSafeScenes.Script], "b", false, "Copied."),
        new([KeepSafeScenes.Storage, KeepSafeScenes.Script, KeepSafeScenes.Thief, Actor.Api], "a", false, "Stolen."),
        new([KeepSafeScenes.Cookie, KeepSafeScenes.Script], null, true, "Not found."));

    private static readonly StepResult Ordered =
        Result(new StageEvent([KeepSafeScenes.Script, Actor.Api], "a", false, "Ordered."),
            new StageEvent([KeepSafeScenes.Cookie, Actor.Api], "a", false, "Added."));

    private static readonly StepResult Read =
        Result(new StageEvent([KeepSafeScenes.Cookie, KeepSafeScenes.Script, KeepSafeScenes.Thief, Actor.Api], "a", false, "Read."));

    private static readonly StepResult Posted = Result(new StageEvent([KeepSafeScenes.Other, Actor.Browser], "a", false, "Posted."),
        new(["none", Actor.Server], "a", false, "Sent."), new(["lax", Actor.Server], null, true, "Held back."));

    private static readonly Dictionary<string, Scene> Scenes = new()
    {
        ["predict"] = KeepSafeScenes.Question(PlacesSeen.Nobody),
        ["steal it, before"] = KeepSafeScenes.Theft(PlacesSeen.Nobody, null),
        ["steal it, after"] = KeepSafeScenes.Theft(Full, Stolen),
        ["steal it, nothing found"] = KeepSafeScenes.Theft(Full, Result()),
        ["act as you, before"] = KeepSafeScenes.Acting(Holding.Token, "alice", null),
        ["act as you, after"] = KeepSafeScenes.Acting(Holding.Token, "alice", Ordered),
        ["act as you, refused"] = KeepSafeScenes.Acting(Holding.Token, "alice", Result()),
        ["another site, before"] = KeepSafeScenes.OtherSite(Cookies(null, null, null), null),
        ["another site, after"] = KeepSafeScenes.OtherSite(Cookies(true, false, false), Posted),
        ["check yourself, before"] = KeepSafeScenes.Chosen(Holding.NotAsked, null, null),
        ["check yourself, after"] = KeepSafeScenes.Chosen(Holding.Token, "alice", Read),
        ["check yourself, nothing found"] = KeepSafeScenes.Chosen(Holding.Token, "alice", Result()),
    };

    public static TheoryData<string> Names => [.. Scenes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scene_has_four_actors_at_most_the_server_among_them_and_25_words(string name)
    {
        var scene = Scenes[name];

        Assert.InRange(scene.Actors.Count, 3, 4);
        Assert.Equal([Actor.Browser, Actor.Server, Actor.Api], scene.Actors.Take(3).Select(actor => actor.Id));
        var words = scene.Texts.SelectMany(text => text.Split(' ')).ToArray();
        Assert.True(words.Length <= 25, $"{words.Length} words: {string.Join(' ', words)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_has_a_colour_before_it_happened(string name)
    {
        var scene = Scenes[name];
        if (!name.EndsWith("before", StringComparison.Ordinal) && name != "predict") return;

        Assert.Empty(scene.Events);
        Assert.All(scene.Actors, actor => Assert.Null(actor.Good));
        Assert.All(scene.Actors.SelectMany(actor => actor.Places), place => Assert.Null(place.Good));
        Assert.All(scene.Actors, actor => Assert.Null(actor.Says));
        // A lock would say which place no script can read.
        Assert.All(scene.Actors.SelectMany(actor => actor.Places), place => Assert.False(place.IsLocked));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_line_is_long_enough_to_be_seen(string name)
    {
        var scene = Scenes[name];
        foreach (var layout in (SceneLayout[])[SceneLayout.Wide(scene), SceneLayout.Tall(scene)])
        {
            Assert.All(scene.Ways, way =>
            {
                var at = layout.Path(way.From, way.To)[1..].Split(' ', 'C').Select(double.Parse).ToArray();
                Assert.InRange(double.Hypot(at[^2] - at[0], at[^1] - at[1]), 28, double.MaxValue);
            });
        }
    }

    [Fact]
    public void A_cookie_is_locked_once_the_script_has_not_read_it()
    {
        Assert.Equal([KeepSafeScenes.Cookie],
            KeepSafeScenes.Theft(Full, Stolen).Actors[0].Places.Where(place => place.IsLocked).Select(place => place.Id));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Boxes_stand_apart_inside_the_drawing_and_every_text_fits_its_box(string name)
    {
        var scene = Scenes[name];
        foreach (var layout in (SceneLayout[])[SceneLayout.Wide(scene), SceneLayout.Tall(scene)])
        {
            var letter = layout.Prefix == "tall" ? TallLetter : Letter;
            var places = scene.Actors.SelectMany(actor => actor.Places).Select(place => (Box: layout[place.Id], place.Texts)).ToArray();
            var actors = scene.Actors
                .Select(actor => (Box: layout[actor.Id], Texts: new[] { actor.Name, actor.Note, actor.Says }.OfType<string>())).ToArray();
            AssertApart([.. places.Select(place => place.Box)]);
            AssertApart([.. actors.Select(actor => actor.Box)]);
            foreach (var (box, texts) in places.Concat(actors))
            {
                Assert.True(box is { X: >= 0, Y: >= 0 } && box.Right <= layout.Width && box.Bottom <= layout.Height,
                    $"{name}: {box} is outside.");
                Assert.All(texts,
                    text => Assert.True(text.Length * letter + Sides <= box.Width, $"{name}, {layout.Prefix}: {text} is too long."));
            }

            Assert.All(scene.Ways, way => Assert.Matches("^M[-0-9 ]+C[-0-9 ]+$", layout.Path(way.From, way.To)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_happened_goes_along_lines_that_are_drawn(string name)
    {
        var scene = Scenes[name];

        Assert.All(scene.Events, happened => Assert.All(happened.Stops.Zip(happened.Stops.Skip(1)),
            leg => Assert.Contains(new Way(leg.First, leg.Second), scene.Ways)));
    }

    [Fact]
    public void A_scene_is_told_in_words_with_what_can_not_be_seen_and_what_is_from_before()
    {
        var scene = KeepSafeScenes.Theft(new(Holding.Token, Holding.Unknown, "alice", Holding.Nothing), Stolen.AsOld());

        Assert.Equal(
            [
                "Your browser.",
                "localStorage, in Your browser: a token of alice.",
                "HttpOnly cookie, in Your browser: not known, where no script can look.",
                "Plain cookie, in Your browser: no token.",
                "hostile.js runs in: Your browser, took 2.",
                "This app’s server.",
                "Orders API, 200.",
                "The thief, simulated, has your tokens.",
                "From before: Copied.",
                "From before: Stolen.",
                "From before: Not found.",
            ],
            SceneWords.Of(scene));
    }

    private static void AssertApart(Box[] boxes)
    {
        foreach (var (index, one) in boxes.Index())
        {
            foreach (var other in boxes.Skip(index + 1))
            {
                Assert.False(one.X < other.Right && other.X < one.Right && one.Y < other.Bottom && other.Y < one.Bottom,
                    $"{one} and {other} overlap.");
            }
        }
    }

    private static StepResult Result(params IReadOnlyList<StageEvent> events) => new([], events, DateTimeOffset.UnixEpoch, "a");

    private static (string Id, string Name, Holding Holds, bool? Sent)[] Cookies(bool? none, bool? lax, bool? strict) =>
    [
        ("none", "SameSite=None", Holding.Session, none),
        ("lax", "SameSite=Lax", Holding.Session, lax),
        ("strict", "SameSite=Strict", Holding.Session, strict),
    ];
}
