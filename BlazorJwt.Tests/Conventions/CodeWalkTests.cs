using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BlazorJwt.Api;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Http;
using Form = BlazorJwt.Components.Lessons.SignIn.SignInForm;

namespace BlazorJwt.Tests.Conventions;

/// <summary>A reader gets from the sign-in form to the answer of the orders API in ten files, which CONTRIBUTING.md lists in
/// order.</summary>
public sealed partial class CodeWalkTests
{
    private const int MostFiles = 10;

    // Each step: a type, and the member of another that its file uses.
    private static readonly (Type From, Type To, string Member)[] Steps =
    [
        (typeof(Form), typeof(SignInEndpoints), nameof(SignInEndpoints.Post)),
        (typeof(SignInEndpoints), typeof(SignIns), nameof(SignIns.StartAsync)),
        (typeof(SignIns), typeof(RefreshTokens), nameof(RefreshTokens.StartAsync)),
        (typeof(RefreshTokens), typeof(TokenService), nameof(TokenService.Issue)),
        (typeof(SignIns), typeof(TokenCookie), nameof(TokenCookie.SetTokenCookie)),
        (typeof(BearerOrCookie), typeof(TokenCookie), nameof(TokenCookie.Name)),
        (typeof(BearerOrCookie), typeof(TokenService), nameof(TokenService.ValidateAsync)),
        (typeof(TokenService), typeof(TokenGate), nameof(TokenGate.Before)),
        (typeof(TokenService), typeof(TokenGate), nameof(TokenGate.After)),
        (typeof(OrderEndpoints), typeof(ApiPolicies), nameof(ApiPolicies.ReadOrders)),
        (typeof(OrderEndpoints), typeof(TypedResults), nameof(TypedResults.Ok)),
    ];

    private static readonly string[] Listed =
        [.. Links().Matches(Section(Repository.Read("CONTRIBUTING.md"), "## Follow a token\n")).Select(link => link.Groups[1].Value)];

    [Fact]
    public void Ten_files_at_most_lead_from_the_sign_in_form_to_the_answer_of_the_orders_API()
    {
        Assert.InRange(Listed.Length, 2, MostFiles);
        Assert.Equal(Listed.Order(), Steps.SelectMany(step => new[] { step.From, step.To }).Where(type => Rooms.Of(type) is not null)
            .Select(FileOf).Distinct().Order());
        Assert.Equal((FileOf(typeof(Form)), FileOf(typeof(OrderEndpoints))), (Listed[0], Listed[^1]));
    }

    [Fact]
    public void Each_of_these_files_uses_what_the_next_step_is_about() =>
        Assert.Empty(Steps.Where(step => !Uses(Repository.Read(FileOf(step.From)), step.To, step.Member))
            .Select(step => $"{FileOf(step.From)} does not use {step.To.Name}.{step.Member}."));

    [Theory]
    [InlineData("private readonly TokenService _tokens; Do() => _tokens.Issue(request);", true)]
    [InlineData("private readonly TokenService _tokens; // It could _tokens.Issue(request).", false)]
    [InlineData("private readonly Other _tokens; Do() => _tokens.Issue(request);", false)]
    [InlineData("private readonly TokenService _tokens; Do() => _tokens.IssueOther(request);", false)]
    public void A_use_is_told_from_a_mention(string source, bool uses) =>
        Assert.Equal(uses, Uses(source, typeof(TokenService), nameof(TokenService.Issue)));

    // A form names an endpoint by its path; an extension method is called without its type.
    private static bool Uses(string source, Type type, string member)
    {
        var code = Comments().Replace(source, "");
        var isPath = code.Contains($"action=\"{SignInEndpoints.Post.TrimStart('/')}\"", StringComparison.Ordinal);
        if (type == typeof(SignInEndpoints) && isPath) return true;
        var isExtension = type.GetMember(member).Any(found => found.IsDefined(typeof(ExtensionAttribute), false));
        return (isExtension || Regex.IsMatch(code, $@"\b{type.Name}\b")) && Regex.IsMatch(code, $@"\.{member}\b");
    }

    private static string FileOf(Type type) =>
        Assert.Single(Repository.Files("BlazorJwt", $"/{type.Name}.cs", $"/{type.Name}.razor"), file => IsOf(type, file));

    // The folder is the namespace.
    private static bool IsOf(Type type, string file) => file[..file.LastIndexOf('/')].Replace('/', '.') == type.Namespace;

    private static string Section(string text, string heading) => text.Split(heading)[1].Split("\n## ")[0];

    [GeneratedRegex(@"^\d+\. \[[^\]]+\]\(([^)]+)\)", RegexOptions.Multiline)]
    private static partial Regex Links();

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comments();
}
