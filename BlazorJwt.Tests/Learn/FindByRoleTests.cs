using BlazorJwt.Components.Teaching;
using Bunit;

namespace BlazorJwt.Tests.Learn;

/// <summary>Rung 1 of docs/testing.md: render a component, find what a visitor finds, and compare markup.</summary>
public sealed class FindByRoleTests : BunitContext
{
    [Fact]
    public void The_status_is_empty_before_an_answer_is_chosen()
    {
        var question = Render<Predict>(parameters => parameters
            .Add(predict => predict.Question, "What does the API answer?")
            .Add(predict => predict.Answers, [new("200", false, "The token has expired."), new("401", true, "The token has expired.")]));

        // By role and not by class: what a screen reader announces stays the same when the style changes.
        var status = question.Find("[role=status]");

        Assert.Equal("", status.TextContent.Trim());
        Assert.Equal(2, question.FindAll("input[type=radio]").Count);
    }

    [Fact]
    public void The_signature_is_not_in_the_markup()
    {
        var token = Render<TokenText>(parameters => parameters.Add(text => text.Text, "aaa.bbb.ccc".AsMemory()));

        // Compares as a browser reads it: the order of attributes and space between elements do not count. diff:ignore leaves an element
        // out.
        token.MarkupMatches("""
            <span translate="no" class="token">
              <span class="header" data-part="header">aaa</span>.
              <span class="payload" data-part="payload">bbb</span>.
              <span diff:ignore></span>
            </span>
            """);
        Assert.DoesNotContain("ccc", token.Markup, StringComparison.Ordinal);
    }
}
