using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Components;

namespace BlazorJwt.Tests.Components.Layout;

public sealed class CurrentVisitorTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public void Nobody_has_neither_name_nor_role()
    {
        Assert.Null(CurrentVisitor.Nobody.Name);
        Assert.Empty(CurrentVisitor.Nobody.Roles);
    }

    [Fact]
    public async Task The_name_is_the_one_to_show_and_otherwise_the_subject()
    {
        Assert.Equal("Alice Anders", (await Visitor(new() { Subject = "alice", ClientId = "tests", Name = "Alice Anders" })).Name);
        Assert.Equal("alice", (await Visitor(new() { Subject = "alice", ClientId = "tests" })).Name);
    }

    [Fact]
    public async Task Several_roles_are_all_shown() =>
        Assert.Equal("customer, manager",
            (await Visitor(new() { Subject = "mira", ClientId = "tests", Roles = ["customer", "manager"] })).Roles);

    [Fact]
    public async Task A_visitor_in_a_log_line_gives_nothing_away()
    {
        var visitor = await Visitor(new() { Subject = "alice", ClientId = "tests" });

        Assert.Equal("signed in (redacted)", $"{visitor}");
        Assert.Equal("signed out", $"{CurrentVisitor.Nobody}");
    }

    [Fact]
    public void No_component_takes_the_visitor_id_as_a_parameter_because_Blazor_would_send_it_to_the_browser() =>
        Assert.DoesNotContain(
            typeof(CurrentVisitor).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentBase)))
                .SelectMany(type => type.GetProperties()),
            property => property.IsDefined(typeof(ParameterAttribute), inherit: true) && property.PropertyType == typeof(string)
                && property.Name.Contains("Visitor", StringComparison.Ordinal));

    private async Task<CurrentVisitor> Visitor(TokenRequest request) =>
        new((await _world.Check(_world.Service.Issue(request).Text)).Token, "visitor", null);
}
