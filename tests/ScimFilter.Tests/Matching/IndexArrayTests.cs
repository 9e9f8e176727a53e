using System.Text.Json;

namespace ScimFilter.Tests.Matching;

/// <summary>Attributes with several values: each is a key of its own, and a subscription is given once all the same.</summary>
public class IndexArrayTests
{
    /// <summary>The most combinations of values that are looked up, and one or two more, which are looked through.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(258)]
    [InlineData(2_000)]
    public void One_array_of_any_length_is_found_by_its_first_middle_and_last_value(int count)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "tags eq \"0\"");
        index.Set(2, $"tags eq \"{count / 2}\"");
        index.Set(3, $"tags eq \"{count - 1}\"");
        index.Set(4, $"tags eq \"{count}\"");
        index.Set(5, $"tags ne \"{count / 2}\"");
        index.Set(6, $"tags eq \"0\" or tags eq \"{count - 1}\"");
        Assert.Equal([1, 2, 3, 6], index.Match($$"""{"tags":{{Array(count)}}}"""));
    }

    [Theory]
    [InlineData(15, 17)]
    [InlineData(16, 16)]
    [InlineData(16, 17)]
    [InlineData(300, 300)]
    public void Two_arrays_are_found_by_every_pair_of_their_values(int left, int right)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, $"a eq \"{left - 1}\" and b eq \"{right - 1}\"");
        index.Set(2, $"a eq \"{left}\" and b eq \"{right - 1}\"");
        index.Set(3, $"a eq \"{left - 1}\" and b eq \"{right}\"");
        index.Set(4, $"a eq \"0\" and b eq \"0\" and a eq \"{left - 1}\"");
        index.Set(5, "a eq \"1\" and c eq \"1\"");
        index.Set(6, "c eq \"1\"");
        Assert.Equal([1, 4], index.Match($$"""{"a":{{Array(left)}},"b":{{Array(right)}}}"""));
        Assert.Equal([1, 4, 5, 6], index.Match($$"""{"c":"1","a":{{Array(left)}},"b":{{Array(right)}}}"""));
    }

    [Fact]
    public void One_template_with_too_many_combinations_does_not_hide_another()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int key = 0; key < 40; key++)
        {
            index.Set(key, $"a eq \"{key}\" and b eq \"{key}\"");
            index.Set(100 + key, $"a eq \"{key}\" and c eq \"{key % 2}\"");
            index.Set(200 + key, $"c eq \"{key}\" and d gt 5");
        }

        Assert.Equal(
            [.. Enumerable.Range(0, 30), .. Enumerable.Range(0, 30).Where(key => key % 2 == 1).Select(key => 100 + key), 201],
            index.Match($$"""{"a":{{Array(30)}},"b":{{Array(30)}},"c":"1","d":6}"""));
    }

    /// <summary>What one event leaves behind in the memory that is used again must not be seen by the next.</summary>
    [Theory]
    [InlineData("""{"a":[1,"z"],"b":["p","q"]}""")]
    [InlineData("""{"b":["p","q"],"a":[1,"z"]}""")]
    [InlineData("""{"b":["p","q"],"a":[1,true,"z"]}""")]
    [InlineData("""{"b":["p","q"],"a":[{"x":1},"z",2]}""")]
    public void The_values_of_one_array_are_not_taken_for_those_of_another(string json)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "b eq \"p\"");
        index.Set(2, "a eq \"z\"");
        index.Set(3, "a eq \"q\"");
        index.Set(4, "a ne \"q\"");
        Assert.Equal([1, 4], index.Match("""{"b":["p","2","3","4"],"a":"b"}"""));
        Assert.Equal([1, 2, 4], index.Match(json));
    }

    [Fact]
    public void A_subscription_that_is_reached_in_many_ways_is_given_once()
    {
        const int count = 3_000;
        SubscriptionIndex<int> index = Indexed.Index();
        const string filter = "tags eq \"0\" or tags eq \"1\" or tags eq \"2\"";
        index.Load(Enumerable.Range(0, count).Select(key => Indexed.Subscription(key, key % 2 == 0 ? null : filter, "t")));
        Assert.Equal(Enumerable.Range(0, count), index.Match($$"""{"type":"t","tags":{{Array(3)}}}"""));
    }

    [Fact]
    public void Arrays_within_arrays_and_objects_with_a_value_are_values_too()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"x\"");
        index.Set(2, "a eq \"y\"");
        index.Set(3, "a eq \"z\"");
        index.Set(4, "a eq \"x\" and a eq \"y\" and a eq \"z\"");
        Assert.Equal([1, 2, 3, 4], index.Match("""{"a":[["x",[]],{"value":"y"},[[{"value":["z"]}]]]}"""));
    }

    private static string Array(int count) => JsonSerializer.Serialize(Enumerable.Range(0, count).Select(value => $"{value}"));
}
