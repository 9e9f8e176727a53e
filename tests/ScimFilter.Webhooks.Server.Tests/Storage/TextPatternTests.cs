using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Patterns of texts.</summary>
public sealed class TextPatternTests
{
    [Theory]
    [InlineData("ABC", "", true)]
    [InlineData("ABC", "*", true)]
    [InlineData("ABC", "B", true)]
    [InlineData("ABC", "A*C", true)]
    [InlineData("ABC", "C*A", false)]
    [InlineData("ABC", "**A**C**", true)]
    [InlineData("ABC", "AB*BC", false)]
    [InlineData("ABABC", "AB*BC", true)]
    [InlineData("A%C", "%", true)]
    [InlineData("ABC", "_", false)]
    [InlineData("", "A", false)]
    public void A_text_holds_the_pieces_in_their_order(string text, string pattern, bool expected) =>
        Assert.Equal(expected, TextPattern.Holds(text, pattern));

    [Fact]
    public void Many_stars_do_not_multiply_the_work() =>
        Assert.False(TextPattern.Holds(new string('A', 2_000), string.Concat(Enumerable.Repeat("A*", 1_000)) + "B"));
}
