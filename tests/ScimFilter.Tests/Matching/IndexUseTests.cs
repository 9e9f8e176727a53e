namespace ScimFilter.Tests.Matching;

/// <summary>Limits count what subscriptions use now; what nobody uses any more is given up.</summary>
public class IndexUseTests
{
    private const int Templates = 4;

    private readonly SubscriptionIndex<int> _index =
        new(new SubscriptionIndexOptions { MaxTemplates = Templates, MaxAttributes = Templates });

    public static TheoryData<string> Filters() => new(
        "{0} eq \"1\"",
        "{0} ne \"1\"",
        "{0} sw \"1\"",
        "{0} pr and not ({0} co \"x\")",
        "{0}[k ne \"1\"]",
        "{0} eq 1 or {0} eq true");

    [Theory]
    [MemberData(nameof(Filters))]
    public void Attributes_that_came_and_went_do_not_count(string filter)
    {
        for (int round = 0; round < 200; round++)
        {
            Assert.True(_index.TrySet(round % 3, ["t"], FilterOf(filter, round), out _));
            if (round % 7 == 0)
            {
                Assert.True(_index.Remove(round % 3));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Those_that_are_there_count(string filter)
    {
        for (int round = 0; round < 3; round++)
        {
            for (int key = 0; key < Templates; key++)
            {
                Assert.True(_index.TrySet(key, [], FilterOf(filter, (10 * round) + key), out _));
            }

            Assert.False(_index.TrySet(100, [], FilterOf(filter, 99), out IReadOnlyList<FilterError> errors));
            Assert.Equal(FilterErrorKind.TooManyAttributes, Assert.Single(errors).Kind);
            Assert.True(_index.TrySet(100, [], FilterOf(filter, 10 * round), out _));
            Assert.True(_index.Remove(100));
            Enumerable.Range(0, Templates).ToList().ForEach(key => Assert.True(_index.Remove(key)));
        }
    }

    /// <summary>The keys of what is there are found by a probe, whatever templates there were before.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(40_000)]
    public void Templates_that_came_and_went_do_not_count(int count)
    {
        string odd = string.Join(" or ", Enumerable.Range(0, 3).Select(i => $"(x eq \"1\" and y{i} eq \"1\")"));
        _index.Set(-1, odd);
        _index.Remove(-1);
        for (int key = 0; key < count; key++)
        {
            _index.Set(key, $"a eq \"{key}\"");
        }

        Assert.Equal([7], _index.Match("""{"a":"7"}"""));
        SubscriptionIndexStatistics statistics = _index.GetStatistics();
        Assert.Equal(0, statistics.WithoutKey);
        Assert.Contains(statistics.Templates, template => template.Attributes.SequenceEqual(["a"]));
    }

    /// <summary>
    /// A number of a template or an attribute stands for another one now; neither old nor new subscriptions are mistaken.
    /// </summary>
    [Fact]
    public void Numbers_are_used_again_while_merges_go_on()
    {
        var random = new Random(4);
        var held = new Dictionary<int, (int Attribute, int Value)>();
        for (int round = 0; round < 40; round++)
        {
            for (int i = 0; i < 1_500; i++)
            {
                int key = random.Next(4_000);
                (int Attribute, int Value) wanted = (round + random.Next(2), random.Next(3));
                if (_index.TrySet(key, [],
                    FilterExpression.Parse($"a{wanted.Attribute} eq \"{wanted.Value}\" and b{wanted.Attribute} ne \"x\""), out _))
                {
                    held[key] = wanted;
                }
            }

            foreach (int key in held.Where(pair => pair.Value.Attribute <= round).Select(pair => pair.Key).ToArray())
            {
                Assert.True(_index.Remove(key));
                held.Remove(key);
            }

            for (int attribute = round; attribute < round + 2; attribute++)
            {
                Assert.Equal(
                    held.Where(pair => pair.Value == (attribute, 1)).Select(pair => pair.Key).Order(),
                    _index.Match($$"""{"a{{attribute}}":"1","b{{attribute}}":"y"}"""));
                Assert.Empty(_index.Match($$"""{"a{{attribute}}":"1","b{{attribute}}":"x"}"""));
            }
        }

        Assert.NotEmpty(held);
    }

    [Fact]
    public void What_a_load_asked_for_that_failed_is_given_up()
    {
        for (int round = 0; round < 10; round++)
        {
            Subscription<int>[] many =
            [
                Indexed.Subscription(1, $"a{round} eq \"1\" and b{round} sw \"1\" and c{round} ne \"1\" and d{round} eq 1"),
                Indexed.Subscription(2, "a co 5"),
            ];
            Assert.Throws<FilterValidationException>(() => _index.Load(many));
            _index.Load(many[..1]);
            Assert.Equal([1], _index.Match($$"""{"a{{round}}":"1","b{{round}}":"1","d{{round}}":1}"""));
            Assert.True(_index.Remove(1));
        }
    }

    [Fact]
    public void What_a_load_replaces_is_given_up()
    {
        for (int round = 0; round < 10; round++)
        {
            _index.Load(Enumerable.Range(0, 50).Select(key => Indexed.Subscription(key % 10, $"a{round}x{key % 2} eq \"1\"")));
            Assert.Equal([0, 2, 4, 6, 8], _index.Match($$"""{"a{{round}}x0":"1"}"""));
        }
    }

    [Fact]
    public void Clearing_while_a_load_goes_on_keeps_what_the_load_uses()
    {
        _index.Set(1, "a eq \"1\" and b eq \"1\"");
        _index.Load(Clearing());
        Assert.Equal([2, 3], _index.Match("""{"c":"1","d":"1"}"""));
        _index.Set(4, "e eq \"1\" and f eq \"1\"");
        Assert.Equal([4], _index.Match("""{"e":"1","f":"1"}"""));

        IEnumerable<Subscription<int>> Clearing()
        {
            yield return Indexed.Subscription(2, "c eq \"1\"");
            _index.Clear();
            yield return Indexed.Subscription(3, "d eq \"1\"");
        }
    }

    /// <summary>An event is not read any more for what nobody asks for.</summary>
    [Fact]
    public void What_is_unused_is_given_up_without_being_asked_for()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int key = 0; key < 30; key++)
        {
            index.Set(key, $"a{key} eq \"1\"");
        }

        index.Set(100, "b eq \"1\"");
        for (int key = 0; key < 30; key++)
        {
            index.Remove(key);
        }

        index.Set(100, "b eq \"2\"");
        Assert.True(SpinWait.SpinUntil(() => index.AttributesRead == 3, TimeSpan.FromSeconds(60)));
        Assert.Equal([100], index.Match("""{"b":"2"}"""));
    }

    private static FilterExpression FilterOf(string filter, int number) =>
        FilterExpression.Parse(filter.Replace("{0}", $"a{number}", StringComparison.Ordinal));
}
