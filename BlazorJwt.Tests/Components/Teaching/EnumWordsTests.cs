using System.ComponentModel.DataAnnotations;
using BlazorJwt.Components.Teaching;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class EnumWordsTests
{
    private enum Drink
    {
        [Display(Name = "A small coffee", Description = "Strong, and gone at once.")]
        Espresso,
    }

    [Fact]
    public void The_words_are_those_of_the_attribute()
    {
        Assert.Equal("A small coffee", Drink.Espresso.Words());
        Assert.Equal("Strong, and gone at once.", Drink.Espresso.Description());
    }

    [Fact]
    public void A_value_that_does_not_exist_has_its_number() => Assert.Equal("7", ((Drink)7).Words());
}
