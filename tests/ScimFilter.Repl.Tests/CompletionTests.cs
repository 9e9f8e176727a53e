using ScimFilter.Repl.Interactive;

namespace ScimFilter.Repl.Tests;

public class CompletionTests
{
    [Theory]
    [InlineData("", "da", "data,data.status")]
    [InlineData("", "lo", "load")]
    [InlineData("", "exp", "explain")]
    [InlineData("explain ", "(da", "(data,(data.status")]
    [InlineData("explain data.status ", "e", "eq,ew")]
    [InlineData("", "(data.", "(data.status")]
    [InlineData("data.status ", "e", "eq,ew")]
    [InlineData("data.status pr ", "a", "and")]
    [InlineData("data.status eq \"ok\" ", "o", "or")]
    [InlineData("type pr and ", "da", "data,data.status")]
    [InlineData("type pr or ", "(not", "(not")]
    public void A_word_may_become_what_fits_its_place(string prefix, string word, string expected)
    {
        var events = new LoadedEvents();
        events.Replace(["""{"type":"t","data":{"status":"ok"},"no name":1,"list":[{"x":1}]}"""u8.ToArray()]);

        Assert.Equal(expected, string.Join(',', new FilterCompletion(events).GetCompletions(prefix, word, "")!));
        Assert.Equal(["data", "data.status", "list", "list.x", "type"], events.Paths);
    }
}
