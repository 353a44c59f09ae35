using MathsIA;

Console.WriteLine(MathsIAInfo.Describe());
Console.WriteLine("consumer: ok");
