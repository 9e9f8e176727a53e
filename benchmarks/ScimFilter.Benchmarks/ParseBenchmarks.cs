using BenchmarkDotNet.Attributes;
using ScimFilter.Benchmarks.Parsing;

namespace ScimFilter.Benchmarks;

/// <summary>Text to tree, against a parser written by hand and the same grammar in plain combinators.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private static readonly Dictionary<string, string> _filters = new()
    {
        ["1 term"] = "id eq \"12345\"",
        ["4 terms"] = "userName eq \"bjensen\" and active eq true and name.familyName co \"en\" and meta.version gt 12",
        ["50 terms"] = string.Join(" or ", Enumerable.Range(0, 50).Select(i => $"id eq \"value{i:D2}\"")),
        ["rich"] = "(userName sw \"j\" or emails[type eq \"work\" and value co \"@example.com\"]) and not (active eq false) "
            + "and name.givenName ne \"a\\\"b\\u0041\" and urn:ietf:params:scim:schemas:core:2.0:User:age ge -1.5e2",
    };

    private string _text = "";

    /// <summary>Gets or sets which filter is parsed.</summary>
    [Params("1 term", "4 terms", "50 terms", "rich")]
    public string Filter { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _text = _filters[Filter];
        FilterExpression expected = FilterExpression.Parse(_text);
        Expect.Equal(expected, HandWrittenParser.Parse(_text), "the tree of the parser written by hand");
        Expect.Equal(expected, TextbookGrammar.Parse(_text), "the tree of the textbook grammar");
    }

    [Benchmark(Baseline = true)]
    public FilterExpression HandWritten() => HandWrittenParser.Parse(_text);

    [Benchmark]
    public FilterExpression ScimFilter() => FilterExpression.Parse(_text);

    [Benchmark]
    public FilterExpression TextbookPidgin() => TextbookGrammar.Parse(_text);
}
