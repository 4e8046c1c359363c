using System.Globalization;

namespace BlazorJwt.Components.Stage;

/// <summary>A rectangle of a drawing, in the units of its view box.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>Its right side.</summary>
    public double Right => X + Width;

    /// <summary>Its lower side.</summary>
    public double Bottom => Y + Height;

    /// <summary>Halfway across.</summary>
    public double MiddleX => X + Width / 2;

    /// <summary>Halfway down.</summary>
    public double MiddleY => Y + Height / 2;
}

/// <summary>
/// Where everything stands. A desk and a projector get a wide drawing, with the browser on the left and the others below one another on the
/// right; a phone gets one of its own, with the browser on top.
/// </summary>
public sealed class SceneLayout
{
    private const double Gap = 12;

    // Between two of them that something goes between.
    private const double LineGap = 48;

    private readonly Dictionary<string, Box> _boxes = new(StringComparer.Ordinal);
    private readonly bool _isTall;
    private Box _browser;

    private SceneLayout(bool isTall, double width) => (_isTall, Width) = (isTall, width);

    /// <summary>The width of the drawing.</summary>
    public double Width { get; }

    /// <summary>Its height.</summary>
    public double Height { get; private set; }

    /// <summary>Begins the ids of this drawing: both are in one document.</summary>
    public string Prefix => _isTall ? "tall" : "wide";

    /// <summary>Where an actor or a place stands.</summary>
    public Box this[string id] => _boxes[id];

    /// <summary>For a desk and a projector.</summary>
    public static SceneLayout Wide(Scene scene)
    {
        var layout = new SceneLayout(isTall: false, width: 1120) { Height = 264 };
        var rows = Rows(scene);
        layout.PlaceBrowser(scene, new(4, 4, 560, 256), placeWidth: 316, scriptWidth: 176, placeHeight: (256 - 38 - rows * Gap) / rows);
        var others = Others(scene);
        var gaps = others.Zip(others.Skip(1), (one, next) => Goes(scene, one, next) ? LineGap : Gap).ToArray();
        var height = (256 - gaps.Sum()) / others.Length;
        foreach (var (index, actor) in others.Index())
            layout._boxes[actor.Id] = new(800, 4 + index * height + gaps.Take(index).Sum(), 316, height);
        return layout;
    }

    /// <summary>For a phone.</summary>
    public static SceneLayout Tall(Scene scene)
    {
        var layout = new SceneLayout(isTall: true, width: 360);
        var browser = new Box(2, 2, 356, 38 + Rows(scene) * (84 + Gap));
        layout.PlaceBrowser(scene, browser, placeWidth: 178, scriptWidth: 118, placeHeight: 84);

        // Below it the server and the API. Whoever else plays is at their left, and needs less room for the name.
        var top = browser.Bottom + 52;
        var others = Others(scene);
        if (others.Length > 2)
        {
            var gap = others[..2].Any(actor => Goes(scene, actor, others[2])) ? 28 : Gap;
            const double third = 156;
            var x = 2 + third + gap;
            layout._boxes[others[2].Id] = new(2, top, third, 84 * 2 + Gap);
            layout._boxes[others[0].Id] = new(x, top, 358 - x, 84);
            layout._boxes[others[1].Id] = new(x, top + 84 + Gap, 358 - x, 84);
        }
        else
        {
            const double half = (356 - Gap) / 2;
            layout._boxes[others[0].Id] = new(2, top, half, 84);
            layout._boxes[others[1].Id] = new(358 - half, top, half, 84);
        }

        layout.Height = layout._boxes.Values.Max(box => box.Bottom) + 2;
        return layout;
    }

    /// <summary>The line between two of them: from the sides that face each other.</summary>
    public string Path(string from, string to)
    {
        var (a, b) = (_boxes[from], _boxes[to]);
        // On a phone what leaves a place goes round the places below it.
        if (_isTall && b.Y >= _browser.Bottom && a.Bottom < _browser.Bottom && a.Right < 280)
            return Curve(a.Right, a.MiddleY, a.Right + 90, a.MiddleY, b.MiddleX, b.Y - 60, b.MiddleX, b.Y);
        if (b.X >= a.Right && (!_isTall || b.Y < a.Bottom)) return Across(a.Right, a.MiddleY, b.X, b.MiddleY);
        if (b.Right <= a.X && (!_isTall || b.Y < a.Bottom)) return Across(a.X, a.MiddleY, b.Right, b.MiddleY);
        // A script stands at the right of the places: its line goes down beside them first.
        if (_isTall && b.Y >= _browser.Bottom && a.Bottom < _browser.Bottom)
            return Curve(a.MiddleX, a.Bottom, a.MiddleX, _browser.Bottom + 10, b.MiddleX, _browser.Bottom, b.MiddleX, b.Y);
        var (left, right) = (Math.Max(a.X, b.X), Math.Min(a.Right, b.Right));
        var isAbove = b.Y >= a.Bottom;
        var (y1, y2) = isAbove ? (a.Bottom, b.Y) : (a.Y, b.Bottom);
        // Straight where one stands over the other.
        return right - left > 40 ? Down((left + right) / 2, y1, (left + right) / 2, y2) : Down(a.MiddleX, y1, b.MiddleX, y2);
    }

    private static bool Goes(Scene scene, Actor one, Actor other) =>
        scene.Ways.Any(way => way == new Way(one.Id, other.Id) || way == new Way(other.Id, one.Id));

    private static Actor[] Others(Scene scene) => [.. scene.Actors.Skip(1)];

    // Two at least. With a script in it, a place that is alone stands in the second: what goes from it to the outside passes below the
    // script.
    private static int Rows(Scene scene) => Math.Max(2, scene.Actors[0].Places.Count(place => !place.IsScript));

    private void PlaceBrowser(Scene scene, Box browser, double placeWidth, double scriptWidth, double placeHeight)
    {
        var actor = scene.Actors[0];
        _boxes[actor.Id] = _browser = browser;
        var places = actor.Places.Where(place => !place.IsScript).ToArray();
        var first = places.Length is 1 && actor.Places.Count > 1 ? 1 : 0;
        foreach (var (index, place) in places.Index())
            _boxes[place.Id] = new(browser.X + Gap, browser.Y + 38 + (first + index) * (placeHeight + Gap), placeWidth, placeHeight);
        foreach (var (index, script) in actor.Places.Where(place => place.IsScript).Index())
        {
            var x = browser.Right - Gap - scriptWidth;
            _boxes[script.Id] = new(x, browser.Y + 38 + index * (placeHeight + Gap), scriptWidth, placeHeight);
        }
    }

    private static string Across(double x1, double y1, double x2, double y2)
    {
        var middle = (x1 + x2) / 2;
        return Curve(x1, y1, middle, y1, middle, y2, x2, y2);
    }

    private static string Down(double x1, double y1, double x2, double y2)
    {
        var middle = (y1 + y2) / 2;
        return Curve(x1, y1, x1, middle, x2, middle, x2, y2);
    }

    private static string Curve(params double[] at) =>
        string.Create(CultureInfo.InvariantCulture, $"M{at[0]:0} {at[1]:0}C{at[2]:0} {at[3]:0} {at[4]:0} {at[5]:0} {at[6]:0} {at[7]:0}");
}
