using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>What serves every room knows none by its paths: a room says by endpoint metadata what has to be known of its
/// endpoints.</summary>
public sealed partial class RoutePathTests
{
    private static readonly string[] ForAll = ["Hosting", "HttpLog"];

    [Fact]
    public void Hosting_and_the_HTTP_log_name_no_path_of_another_room() => Assert.Empty(Borrowed(
        Repository.Files("BlazorJwt", ".cs", ".razor").Where(file => file.Count(letter => letter == '/') > 1)
            .Select(file => (file.Split('/')[1], Repository.Read(file)))));

    [Theory]
    [InlineData("if (path.StartsWithSegments(\"/orders\"))", "Hosting names /orders, of Api.")]
    [InlineData("PathString Orders = \"/orders/open\";", "Hosting names /orders/open, of Api.")]
    [InlineData("$\"/orders/{id}\"", "Hosting names /orders/, of Api.")]
    [InlineData("WritePageAsync(title, text, \"/\", \"/own\")", null)]
    public void A_path_of_another_room_is_found(string source, string? problem) =>
        Assert.Equal(problem is null ? [] : [problem],
            Borrowed([("Hosting", source), ("Api", "app.MapGroup(\"/orders\"); app.MapGet(\"/orders/open\", \"/\");")]).Distinct());

    private static IEnumerable<string> Borrowed(IEnumerable<(string Room, string Source)> files)
    {
        var paths = files.SelectMany(file => PathLiteral().Matches(file.Source).Select(match => (file.Room, Path: match.Groups[1].Value)))
            .Distinct().ToArray();
        return
            from used in paths
            // The style sheet belongs to no room.
            where ForAll.Contains(used.Room) && !used.Path.EndsWith(".css", StringComparison.Ordinal)
            from other in paths
            where other.Room != used.Room && (other.Path + "/").StartsWith(used.Path.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase)
            select $"{used.Room} names {used.Path}, of {other.Room}.";
    }

    // A string that begins with a slash and a name; an interpolated one as far as it is fixed.
    [GeneratedRegex("\"(/[a-z._][a-z0-9._/-]*)", RegexOptions.IgnoreCase)]
    private static partial Regex PathLiteral();
}
