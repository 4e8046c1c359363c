using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.Conventions;

/// <summary>Rules that hold for the compiled code.</summary>
public sealed class CodeTests
{
    // The first two are rendered statically only, with the HTTP request available. The third shows where there is none.
    private static readonly string[] MaySeeTheRequest = ["App", "ErrorPage", "StageReach"];

    private static readonly Type[] Ours = [.. typeof(Program).Assembly.GetTypes()];

    [Fact]
    public void No_component_but_the_document_the_error_page_and_the_lesson_on_stages_touches_the_http_context() =>
        Assert.Empty(SeeTheRequest(Ours.Where(type => Rooms.Of(type) == "Components")).Except(MaySeeTheRequest));

    [Fact]
    public void A_component_that_touches_the_http_context_is_found() =>
        Assert.Equal(["Curious"], SeeTheRequest([typeof(Samples.Curious)]));

    [Fact]
    public void Nothing_reads_the_machine_s_clock() => Assert.Empty(ReadTheClock(Ours));

    [Fact]
    public void A_type_that_reads_the_machine_s_clock_is_found() =>
        Assert.Equal(["Hasty"], ReadTheClock(Mentions.WithParts(typeof(Samples.Hasty))));

    [Fact]
    public void Test_names_are_sentences() =>
        Assert.Empty(NotSentences(typeof(CodeTests).Assembly.GetTypes().Where(type => type != typeof(Samples.Terse))));

    [Fact]
    public void A_test_name_that_is_no_sentence_is_found() =>
        Assert.Equal(["Terse.Works"], NotSentences([typeof(Samples.Terse)]));

    [Fact]
    public void All_packages_of_the_identity_model_have_one_version()
    {
        // Another company's package has IdentityModel in its name too.
        var versions = Directory.EnumerateFiles(AppContext.BaseDirectory, "*IdentityModel*.dll")
            .Where(file => !Path.GetFileName(file).StartsWith("Duende.", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(file), file => AssemblyName.GetAssemblyName(file).Version);

        Assert.True(versions.Count >= 6, "The folder of the tests holds fewer packages than expected.");
        Assert.Single(versions.Values.Distinct());
    }

    private static IEnumerable<string> SeeTheRequest(IEnumerable<Type> types) => types
        .Where(type => Mentions.TypesOf(type)
        .Any(mentioned => mentioned == typeof(HttpContext) || mentioned == typeof(IHttpContextAccessor)))
        .Select(type => Mentions.Outermost(type).Name).Distinct();

    private static IEnumerable<string> ReadTheClock(IEnumerable<Type> types) => types
        .Where(type => Mentions.MembersOf(type).Any(member => member.Name is "get_Now" or "get_UtcNow" or "get_Today"
            && (member.DeclaringType == typeof(DateTime) || member.DeclaringType == typeof(DateTimeOffset))))
        .Select(type => Mentions.Outermost(type).Name).Distinct();

    private static IEnumerable<string> NotSentences(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttributes().Any(attribute => attribute is FactAttribute or Samples.SampleFactAttribute)
        where !method.Name.Contains('_', StringComparison.Ordinal) || !char.IsUpper(method.Name[0])
        select $"{type.Name}.{method.Name}";
}
