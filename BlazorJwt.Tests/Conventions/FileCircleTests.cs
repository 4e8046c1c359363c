using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

public sealed class FileCircleTests
{
    private const string A = "namespace App;\n\ninternal sealed class A\n{\n    public const int Most = 1;\n";

    private const string B = "namespace App;\n\ninternal static class B\n{\n    public const int Two = 2 * A.Most;\n}\n";

    [Fact]
    public void No_file_of_the_app_leads_back_to_itself() =>
        Assert.Empty(FileCircles.In(Repository.Files("BlazorJwt", ".cs").Select(file => (file, Repository.Read(file)))));

    [Theory]
    [InlineData("    private readonly B _b;\n}\n", true)]
    [InlineData("    private static int Two => App.B.Two;\n}\n", true)]
    [InlineData("    private string Name => $\"{B.Two} items\";\n}\n", true)]
    [InlineData("    // As B does.\n}\n", false)]
    [InlineData("    private const string Name = \"B\";\n}\n", false)]
    [InlineData("    public int B { get; }\n    public int Same => B;\n}\n", false)]
    public void Two_files_that_use_each_other_are_found(string rest, bool found) =>
        Assert.Equal(found ? 2 : 0, FileCircles.In([("A.cs", A + rest), ("B.cs", B)]).Count);

    [Fact]
    public void A_way_round_over_three_files_is_found() => Assert.Equal(3, FileCircles.In(
        [
            ("A.cs", "namespace App;\n\nclass A : B;\n"),
            ("B.cs", "using App.Deeper;\n\nnamespace App;\n\nclass B : C;\n"),
            ("C.cs", "namespace App.Deeper;\n\nclass C : IEquatable<A>;\n"),
        ]).Count);

    [Fact]
    public void The_files_of_a_partial_type_are_one() =>
        Assert.Empty(FileCircles.In(
        [
            ("A.cs", "namespace App;\n\npartial class A\n{\n    B _b;\n}\n\nclass B;\n"),
            ("A.More.cs", "namespace App;\n\npartial class A\n{\n    B _c;\n}\n"),
        ]));

    [Fact]
    public void A_name_that_a_file_cannot_see_is_another_one() =>
        Assert.Empty(FileCircles.In([("A.cs", "namespace App.One;\n\nclass A : B;\n"), ("B.cs", "namespace App.Two;\n\nclass B : A;\n")]));
}
