using System.Reflection;

namespace BlazorJwt.Tests.Conventions;

/// <summary>A test class says by the trait <c>needs</c> what it needs beside .NET; the fast loop runs all that need nothing.</summary>
public sealed class TraitTests
{
    [Fact]
    public void Every_test_class_says_what_it_needs_and_nothing_else() => Assert.Empty(typeof(TraitTests).Assembly.GetTypes()
        .Where(type => !type.IsAbstract
        && type.GetMethods().Any(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute)))
        .SelectMany(Problems));

    [Fact]
    public void A_need_is_found_behind_what_a_test_calls() =>
        Assert.Equal([$"{typeof(Samples.Needy)} needs server and does not say so."], Problems(typeof(Samples.Needy)));

    [Fact]
    public void A_trait_without_a_need_is_found() =>
        Assert.Equal([$"{typeof(Samples.Boastful)} says that it needs redis, and does not use it."], Problems(typeof(Samples.Boastful)));

    private static IEnumerable<string> Problems(Type type)
    {
        var (said, needed) = (Said(type), Needs.Of(type));
        return [
            .. needed.Except(said).Select(need => $"{type} needs {need} and does not say so."),
            .. said.Except(needed).Select(need => $"{type} says that it needs {need}, and does not use it."),
        ];
    }

    private static string[] Said(Type type) =>
        [.. type.GetCustomAttributes<TraitAttribute>().Where(trait => trait.Name == Needs.Trait).Select(trait => trait.Value)];
}
